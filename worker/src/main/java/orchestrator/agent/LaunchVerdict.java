package orchestrator.agent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a launch succeeded; where not, in one sentence why, and whether another launch could help.
 *
 * @param resetAt when the vendor's limit that ended it is over; null where it was none, or that is not known
 * @param asks whether a person has to say how it goes on
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

    public static LaunchVerdict wait(String reason, Instant until) {
        return new LaunchVerdict(false, reason, true, until, false);
    }

    public static LaunchVerdict ask(String reason) {
        return new LaunchVerdict(false, reason, false, null, true);
    }
}
