package orchestrator.session.request;

import orchestrator.json.WireName;

/** Whether agents review each other's work. */
public enum ReviewMode implements WireName {
    ON,
    OFF
}
