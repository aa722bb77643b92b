package orchestrator.session;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a session stands still, since when, and until when where that is known. */
public record Hold(
        Kind kind,
        String reason,
        @Nullable Instant since,
        @Nullable Instant until) {

    public static final Hold NONE = new Hold(Kind.NONE, "", null, null);

    /** On the wire in lower case. */
    public enum Kind {
        NONE,
        PAUSED,
        NEEDS_YOU,
        WAITING;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Kind of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }
}
