package orchestrator.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an assignment is for. On the wire in lower case. */
public enum Kind {
    PLAN,
    WORK,
    REVIEW,
    /** Puts right what reviewers, the user's checks or a person have found. */
    FIX,
    /** Brings together what two agents have changed in the same place. */
    MERGE;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Kind of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
