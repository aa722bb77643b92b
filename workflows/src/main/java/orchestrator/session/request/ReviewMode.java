package orchestrator.session.request;

import orchestrator.json.WireName;

/** Turns reviews between agents on or off. */
public enum ReviewMode implements WireName {
    ON,
    OFF
}
