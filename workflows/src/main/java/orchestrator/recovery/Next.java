package orchestrator.recovery;

import java.time.Duration;
import orchestrator.event.EventType;
import orchestrator.launch.Remedy;
import org.jspecify.annotations.Nullable;

/**
 * The decision after a launch has ended, with its reason in words for the user.
 *
 * @param remedy change to the next launch; null for none
 * @param blocker type of the event that tells the user what to do; null if there is none
 */
public record Next(
        Kind kind,
        Duration delay,
        String reason,
        @Nullable Remedy remedy,
        @Nullable EventType blocker) {

    public Next(Kind kind, Duration delay, String reason) {
        this(kind, delay, reason, null, null);
    }

    public enum Kind {
        /** The work is done. */
        SUCCEED,
        /** Resume the same conversation in a new process. */
        RESUME,
        /** Start a new conversation with a hand-over. */
        FRESH,
        /** Wait until the vendor's limit is over, then recover. */
        WAIT,
        /** Ask the user how to continue. */
        ESCALATE,
        /** Another launch would not help. */
        FAIL
    }
}
