package orchestrator.crew;

import orchestrator.json.WireName;

/** What an agent is asked to be in a session. */
public enum Role implements WireName {
    ARCHITECT,
    IMPLEMENTER,
    REVIEWER;
}
