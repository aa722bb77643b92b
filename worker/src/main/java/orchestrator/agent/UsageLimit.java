package orchestrator.agent;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The limit of a vendor's plan that ended a launch.
 *
 * @param said the vendor's own words, in an error of the agent's program and never in a message of the model
 * @param told when it is over, where that was told as a point in time; else it is looked for in the words
 */
public record UsageLimit(String said, @Nullable Instant told) {
    private static final Duration AHEAD_MAX = Duration.ofDays(14);

    public UsageLimit {
        said = Excerpt.of(said, Excerpt.TEXT_MAX);
    }

    /** One that is over by now leaves only another try; one that is too far away is not believed. */
    Verdict judge(String reason, boolean retryable, ZonedDateTime printed) {
        Optional<Instant> over = Optional.ofNullable(told).or(() -> ResetTime.in(said, printed));
        if (over.isEmpty()) return new Verdict(false, reason, retryable);
        Duration ahead = Duration.between(printed.toInstant(), over.get());
        if (ahead.compareTo(AHEAD_MAX) > 0) return new Verdict(false, reason, retryable);
        boolean past = ahead.isNegative() || ahead.isZero();
        return new Verdict(false, reason, true, past ? null : over.get());
    }
}
