package orchestrator.session;

import orchestrator.json.WireName;

/** The phase of a session. */
public enum Phase implements WireName {
    PREPARING,
    PLANNING,
    WORKING,
    REVIEWING,
    FIXING,
    VERIFYING,
    DONE,
    STOPPED,
    FAILED;

    public boolean isFinal() {
        return this == DONE || this == STOPPED || this == FAILED;
    }
}
