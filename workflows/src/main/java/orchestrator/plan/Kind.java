package orchestrator.plan;

import orchestrator.json.WireName;

/** What an assignment is for. */
public enum Kind implements WireName {
    PLAN,
    WORK,
    REVIEW,
    /** Puts right what reviewers, the user's checks or a person have found. */
    FIX,
    /** Brings together what two agents have changed in the same place. */
    MERGE;
}
