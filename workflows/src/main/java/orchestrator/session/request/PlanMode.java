package orchestrator.session.request;

import orchestrator.json.WireName;

/** The source of the plan. */
public enum PlanMode implements WireName {
    /** The architect plans; if that fails, the fixed split is used. */
    AGENT,
    /** Architect, implementer and reviewer take turns. */
    FIXED
}
