package orchestrator.agent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The judgement of a launch: it succeeded, or why not and if another launch could help.
 *
 * @param resetAt when the vendor's usage limit that ended it is reset; null if it was no limit or that is unknown
 * @param asks the user has to decide how to go on
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
