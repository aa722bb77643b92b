package orchestrator.autofix.request;

import orchestrator.json.WireName;

/** Tasks of a higher priority begin first. On the wire in lower case. */
public enum TaskPriority implements WireName {
    HIGH,
    NORMAL,
    LOW
}
