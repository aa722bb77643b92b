package orchestrator.event;

import orchestrator.json.WireName;

/** What kind of thing happened. */
public enum EventType implements WireName {
    STATUS,
    MILESTONE,
    BLOCKER,
    REQUEST_REVIEW,
    ERROR,
    RECOVERY,
    PERMISSION_BLOCKER,
    RESULT,
    MESSAGE,
    REASONING,
    TOOL_CALL,
    TOOL_RESULT,
    FILE_CHANGE,
    PLAN,
    USAGE,
    REVIEW,
    DECISION,
    CONTROL,
    /** An agent tried or did something that it must not. */
    VIOLATION,
    UNKNOWN;
}
