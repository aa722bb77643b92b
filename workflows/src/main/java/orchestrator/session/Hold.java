package orchestrator.session;

import java.time.Instant;
import orchestrator.json.WireName;
import org.jspecify.annotations.Nullable;

/** The reason why a session does not proceed, its start, and its end if known. */
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
