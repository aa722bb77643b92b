package orchestrator.agent;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The limit of a vendor that ended a launch.
 *
 * @param said the vendor's own words, in an error of the agent's program and never in a message of the model
 * @param told when it is over, where that was told as a point in time; else it is looked for in the words
 */
public record UsageLimit(String said, @Nullable Instant told) {
    /** One that does not pass by itself. */
    static final UsageLimit ENDLESS = new UsageLimit("", null);

    private static final Duration AHEAD_MAX = Duration.ofDays(14);

    /** So long after its end another try makes sense; a limit that was over before was none. */
    private static final Duration OVER_SINCE_MAX = Duration.ofHours(1);

    /** Vendors count requests and tokens by the minute. */
    private static final Duration TOO_FAST = Duration.ofMinutes(1);

    private static final int SAID_MAX = 8_000;

    public UsageLimit {
        said = Excerpt.of(said, SAID_MAX);
    }

    /**
     * What follows it: a wait until it is over, another try, or a question to a person.
     *
     * @param retryable whether it is over after a minute where nothing else is said
     */
    Verdict judge(String reason, boolean retryable, ZonedDateTime printed) {
        Optional<Instant> over = Optional.ofNullable(told).or(() -> ResetTime.in(said, printed));
        if (over.isEmpty()) {
            return retryable ? Verdict.wait(reason, printed.toInstant().plus(TOO_FAST)) : Verdict.ask(reason);
        }
        Duration ahead = Duration.between(printed.toInstant(), over.get());
        if (ahead.compareTo(AHEAD_MAX) > 0) return Verdict.ask(at(reason, over.get(), "which is too far to wait"));
        if (ahead.negated().compareTo(OVER_SINCE_MAX) > 0) return Verdict.ask(at(reason, over.get(), "which is past"));
        boolean past = ahead.isNegative() || ahead.isZero();
        return past ? new Verdict(false, reason, true) : Verdict.wait(reason, over.get());
    }

    private static String at(String reason, Instant over, String but) {
        return reason + (reason.endsWith(".") ? " " : ". ") + "It is said to be over at " + over + ", " + but + ".";
    }
}
