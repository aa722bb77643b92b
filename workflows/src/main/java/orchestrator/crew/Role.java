package orchestrator.crew;

import orchestrator.json.WireName;

/** The role of an agent in a session. */
public enum Role implements WireName {
    ARCHITECT,
    IMPLEMENTER,
    REVIEWER;
}
