package orchestrator.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What kind of thing happened. On the wire in lower case. */
public enum EventType {
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
    UNKNOWN;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static EventType of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
