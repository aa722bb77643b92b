package orchestrator.session.request;

import orchestrator.json.WireName;

/** The source of the plan. */
public enum PlanMode implements WireName {
    /** The architect plans; if that fails, the fixed split is used. */
    AGENT,
    /** As {@link #AGENT}, and nothing of the plan begins before the user has approved it. */
    ASK,
    /** Architect, implementer and reviewer take turns. */
    FIXED
}
