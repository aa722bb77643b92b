package orchestrator.recovery;

import java.time.Duration;

/** What follows the end of a launch, and why, in words for the user. */
public record Next(Kind kind, Duration delay, String reason) {
    public enum Kind {
        /** The work is done. */
        SUCCEED,
        /** The same conversation goes on in a new process. */
        RESUME,
        /** A new conversation takes over, with a hand-over. */
        FRESH,
        /** The vendor's limit is over after the delay; then the work goes on as after a recovery. */
        WAIT,
        /** A person has to say how it goes on. */
        ESCALATE,
        /** Another launch would not help. */
        FAIL
    }
}
