package orchestrator.session.request;

import orchestrator.json.WireName;

/** The directories in which agents work. */
public enum IsolationMode implements WireName {
    /** Each agent has a checkout of its own. */
    WORKTREE,
    /** All agents take turns in the target itself. */
    NONE
}
