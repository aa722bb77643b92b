package orchestrator.session;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a session is. On the wire in lower case. */
public enum Phase {
    PREPARING,
    PLANNING,
    WORKING,
    REVIEWING,
    FIXING,
    VERIFYING,
    DONE,
    STOPPED,
    FAILED;

    public boolean isFinal() {
        return this == DONE || this == STOPPED || this == FAILED;
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Phase of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
