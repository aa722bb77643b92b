package orchestrator.recovery;

import java.time.Duration;

/** The decision after a launch has ended, with its reason in words for the user. */
public record Next(Kind kind, Duration delay, String reason) {
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
