package orchestrator.session;

import java.time.Instant;
import orchestrator.json.WireName;
import org.jspecify.annotations.Nullable;

/** What holds a session up, since when, and until when if that is known. */
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
