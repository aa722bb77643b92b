package orchestrator.launch;

import orchestrator.json.WireName;

/** Asks the guard before each tool call of an agent. */
public enum GuardMode implements WireName {
    ON,
    OFF
}
