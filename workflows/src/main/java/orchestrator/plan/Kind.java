package orchestrator.plan;

import orchestrator.json.WireName;

/** The purpose of an assignment. */
public enum Kind implements WireName {
    PLAN,
    WORK,
    REVIEW,
    /** Advises another agent on a repair, in words. */
    STRATEGY,
    /** Fixes problems that reviewers, the user's checks or the user found. */
    FIX,
    /** Merges changes that two agents made in the same place. */
    MERGE;
}
