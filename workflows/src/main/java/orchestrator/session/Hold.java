package orchestrator.session;

import java.time.Instant;
import orchestrator.json.WireName;
import org.jspecify.annotations.Nullable;

/** Why a session stands still, since when, and until when where that is known. */
public record Hold(
        Kind kind,
        String reason,
        @Nullable Instant since,
        @Nullable Instant until) {

    public static final Hold NONE = new Hold(Kind.NONE, "", null, null);

    public enum Kind implements WireName {
        NONE,
        PAUSED,
        NEEDS_YOU,
        WAITING;
    }
}
