package orchestrator.review;

import orchestrator.json.WireName;

/** A reviewer's verdict. On the wire in upper case, as agents write it. */
public enum Verdict implements WireName {
    APPROVED,
    CONCERNS,
    BLOCKER;

    @Override
    public String wire() {
        return name();
    }
}
