package orchestrator.agent;

import java.time.Instant;
import orchestrator.launch.Cause;
import org.jspecify.annotations.Nullable;

/**
 * The judgement of a launch: success, or the reason of its failure and if another launch could help.
 *
 * @param resetAt reset time of the vendor's usage limit that ended it; null if there was none or the time is unknown
 * @param asks true if the user has to decide how to continue
 * @param cause null if it succeeded, or if nothing more than the reason is known
 */
public record LaunchVerdict(
        boolean succeeded,
        String reason,
        boolean retryable,
        @Nullable Instant resetAt,
        boolean asks,
        @Nullable Cause cause) {
    public static final LaunchVerdict SUCCESS = new LaunchVerdict(true, "", false);

    public LaunchVerdict(boolean succeeded, String reason, boolean retryable) {
        this(succeeded, reason, retryable, null, false, null);
    }

    public static LaunchVerdict waitUntil(String reason, Instant until) {
        return new LaunchVerdict(false, reason, true, until, false, null);
    }

    public static LaunchVerdict askUser(String reason) {
        return new LaunchVerdict(false, reason, false, null, true, null);
    }

    /** The same verdict with its cause, unless that is known already. */
    public LaunchVerdict because(@Nullable Cause known) {
        return cause != null || succeeded
                ? this
                : new LaunchVerdict(succeeded, reason, retryable, resetAt, asks, known);
    }

    /** The same verdict about a launch that another one cannot help. */
    public LaunchVerdict hopeless() {
        return new LaunchVerdict(succeeded, reason, false, resetAt, asks, cause);
    }
}
