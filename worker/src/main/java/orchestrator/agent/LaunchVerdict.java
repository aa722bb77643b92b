package orchestrator.agent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The judgement of a launch: success, or the reason of its failure and if another launch could help.
 *
 * @param resetAt reset time of the vendor's usage limit that ended it; null if there was none or the time is unknown
 * @param asks true if the user has to decide how to continue
 */
public record LaunchVerdict(
        boolean succeeded,
        String reason,
        boolean retryable,
        @Nullable Instant resetAt,
        boolean asks) {
    public static final LaunchVerdict SUCCESS = new LaunchVerdict(true, "", false);

    public LaunchVerdict(boolean succeeded, String reason, boolean retryable) {
        this(succeeded, reason, retryable, null, false);
    }

    public static LaunchVerdict waitUntil(String reason, Instant until) {
        return new LaunchVerdict(false, reason, true, until, false);
    }

    public static LaunchVerdict askUser(String reason) {
        return new LaunchVerdict(false, reason, false, null, true);
    }
}
