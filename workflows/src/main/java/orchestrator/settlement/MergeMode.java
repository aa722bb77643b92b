package orchestrator.settlement;

import orchestrator.json.WireName;

/** What becomes of the agents' commits. */
public enum MergeMode implements WireName {
    /** One commit with all changes. */
    SQUASH,
    /** Their commits stay, below a merge commit. */
    COMMITS;
}
