package orchestrator.review;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a reviewer thinks of the work. On the wire in upper case, as agents write it. */
public enum Verdict {
    APPROVED,
    CONCERNS,
    BLOCKER;

    @JsonValue
    public String wire() {
        return name();
    }

    @JsonCreator
    public static Verdict of(String wire) {
        return valueOf(wire.strip().toUpperCase(Locale.ROOT));
    }
}
