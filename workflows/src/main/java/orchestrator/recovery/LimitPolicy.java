package orchestrator.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import orchestrator.launch.Ending;
import orchestrator.recovery.Next.Kind;

/** Decides from facts alone what follows a vendor's limit whose end was told. */
public final class LimitPolicy {
    /** Up to here it is a short delay, for which nobody is asked. */
    static final Duration SHORT = Duration.ofMinutes(5);

    /** Clocks differ. */
    private static final Duration AFTER_RESET = Duration.ofSeconds(30);

    private static final Duration AFTER_SHORT = Duration.ofSeconds(2);

    /** A limit that was not over when it was said to be is believed less each time; then a person is asked. */
    private static final List<Duration> AT_LEAST = List.of(Duration.ZERO, Duration.ofMinutes(1), SHORT);

    private LimitPolicy() {}

    /**
     * @param resetAt when the limit is said to be over
     * @param noWait whether the user wants to be asked instead of waiting
     */
    public static Next decide(Ending ending, Instant resetAt, Recoveries before, boolean noWait, Instant now) {
        int inRow = before.inRow(ending.steps());
        if (inRow >= AT_LEAST.size())
            return ask(sentence(ending) + "This is the " + (inRow + 1)
                    + "th try in a row that got no further, and the limit is said to be over at " + resetAt + ".");
        Duration told = Duration.between(now, resetAt);
        boolean isCounted = ending.steps() != null;
        boolean isShort = isCounted && told.compareTo(SHORT) <= 0;
        if (noWait && !isShort) return ask(sentence(ending) + "The usage limit is over at " + resetAt + ".");
        Duration wait = (told.isNegative() ? Duration.ZERO : told).plus(isShort ? AFTER_SHORT : AFTER_RESET);
        Duration least = AT_LEAST.get(inRow);
        return new Next(Kind.WAIT, wait.compareTo(least) < 0 ? least : wait, ending.reason());
    }

    /** Until when it waits, for people: the end that was told, unless it waits for longer than clocks differ. */
    public static Instant shown(Instant resetAt, Instant goesOn) {
        return Duration.between(resetAt, goesOn).compareTo(AFTER_RESET) <= 0 ? resetAt : goesOn;
    }

    private static Next ask(String reason) {
        return new Next(Kind.ESCALATE, Duration.ZERO, reason);
    }

    private static String sentence(Ending ending) {
        return ending.reason().endsWith(".") ? ending.reason() + " " : ending.reason() + ". ";
    }
}
