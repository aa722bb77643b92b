package orchestrator.agent.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import orchestrator.agent.LaunchVerdict;
import orchestrator.agent.UsageLimit;

/** Decides what to do about a usage limit. */
public final class LimitJudge {
    private static final Duration AHEAD_MAX = Duration.ofDays(14);

    /** A reset time further in the past was misread; after a recent one, another launch makes sense. */
    private static final Duration OVER_SINCE_MAX = Duration.ofHours(1);

    /** Vendors count requests and tokens by the minute. */
    private static final Duration TOO_FAST = Duration.ofMinutes(1);

    private LimitJudge() {}

    /**
     * Waits until the limit is reset, retries, or asks the user.
     *
     * @param retryable if no reset time is known, wait a minute instead of asking
     */
    public static LaunchVerdict judge(UsageLimit limit, String reason, boolean retryable, ZonedDateTime printed) {
        Optional<Instant> over = Optional.ofNullable(limit.resetAt()).or(() -> ResetTime.in(limit.said(), printed));
        if (over.isEmpty()) {
            return retryable
                    ? LaunchVerdict.waitUntil(reason, printed.toInstant().plus(TOO_FAST))
                    : LaunchVerdict.askUser(reason);
        }
        Duration ahead = Duration.between(printed.toInstant(), over.get());
        if (ahead.compareTo(AHEAD_MAX) > 0)
            return LaunchVerdict.askUser(at(reason, over.get(), "which is too far away to wait for"));
        if (ahead.negated().compareTo(OVER_SINCE_MAX) > 0)
            return LaunchVerdict.askUser(at(reason, over.get(), "which has passed"));
        boolean past = ahead.isNegative() || ahead.isZero();
        return past ? new LaunchVerdict(false, reason, true) : LaunchVerdict.waitUntil(reason, over.get());
    }

    private static String at(String reason, Instant over, String but) {
        return reason + (reason.endsWith(".") ? " " : ". ") + "The vendor says that it is reset at " + over + ", " + but
                + ".";
    }
}
