package orchestrator.guard;

import orchestrator.json.WireName;

/** What happens to a call, the mildest first. */
public enum GuardVerdict implements WireName {
    ALLOW,
    /** Runs, and is recorded. */
    WATCH,
    /** Waits for a person. */
    ASK,
    DENY;

    boolean isStricterThan(GuardVerdict other) {
        return compareTo(other) > 0;
    }
}
