package orchestrator.agent.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import orchestrator.agent.LaunchVerdict;
import orchestrator.agent.UsageLimit;

/** Decides what follows a usage limit. */
public final class LimitJudge {
    private static final Duration AHEAD_MAX = Duration.ofDays(14);

    /** So long after its end another try makes sense; a limit that was over before was none. */
    private static final Duration OVER_SINCE_MAX = Duration.ofHours(1);

    /** Vendors count requests and tokens by the minute. */
    private static final Duration TOO_FAST = Duration.ofMinutes(1);

    private LimitJudge() {}

    /**
     * What follows it: a wait until it is over, another try, or a question to a person.
     *
     * @param retryable whether it is over after a minute where nothing else is said
     */
    public static LaunchVerdict judge(UsageLimit limit, String reason, boolean retryable, ZonedDateTime printed) {
        Optional<Instant> over = Optional.ofNullable(limit.told()).or(() -> ResetTime.in(limit.said(), printed));
        if (over.isEmpty()) {
            return retryable
                    ? LaunchVerdict.wait(reason, printed.toInstant().plus(TOO_FAST))
                    : LaunchVerdict.ask(reason);
        }
        Duration ahead = Duration.between(printed.toInstant(), over.get());
        if (ahead.compareTo(AHEAD_MAX) > 0)
            return LaunchVerdict.ask(at(reason, over.get(), "which is too far to wait"));
        if (ahead.negated().compareTo(OVER_SINCE_MAX) > 0)
            return LaunchVerdict.ask(at(reason, over.get(), "which is past"));
        boolean past = ahead.isNegative() || ahead.isZero();
        return past ? new LaunchVerdict(false, reason, true) : LaunchVerdict.wait(reason, over.get());
    }

    private static String at(String reason, Instant over, String but) {
        return reason + (reason.endsWith(".") ? " " : ". ") + "It is said to be over at " + over + ", " + but + ".";
    }
}
