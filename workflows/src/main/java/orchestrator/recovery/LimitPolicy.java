package orchestrator.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import orchestrator.launch.Ending;
import orchestrator.recovery.Next.Kind;

/** Decides what follows a vendor's usage limit whose end is known. A pure function. */
public final class LimitPolicy {
    /** The run waits this long without asking the user. */
    static final Duration SHORT = Duration.ofMinutes(5);

    /** A margin, because clocks differ. */
    private static final Duration AFTER_RESET = Duration.ofSeconds(30);

    private static final Duration AFTER_SHORT = Duration.ofSeconds(2);

    /** The least wait, which grows each time a limit lasts longer than announced; after the last the user is asked. */
    private static final List<Duration> AT_LEAST = List.of(Duration.ZERO, Duration.ofMinutes(1), SHORT);

    private LimitPolicy() {}

    /**
     * @param resetAt the end of the limit, as the vendor announced it
     * @param noWait true if the user wants to be asked instead of waiting
     */
    public static Next decide(Ending ending, Instant resetAt, Recoveries before, boolean noWait, Instant now) {
        int inRow = before.inRow(ending.steps());
        if (inRow >= AT_LEAST.size())
            return ask(sentence(ending) + "This is the " + (inRow + 1)
                    + "th try in a row that got no further, and the limit is said to be over at " + resetAt + ".");
        Duration announced = Duration.between(now, resetAt);
        boolean isCounted = ending.steps() != null;
        boolean isShort = isCounted && announced.compareTo(SHORT) <= 0;
        if (noWait && !isShort) return ask(sentence(ending) + "The usage limit is over at " + resetAt + ".");
        Duration wait = (announced.isNegative() ? Duration.ZERO : announced).plus(isShort ? AFTER_SHORT : AFTER_RESET);
        Duration least = AT_LEAST.get(inRow);
        return new Next(Kind.WAIT, wait.compareTo(least) < 0 ? least : wait, ending.reason());
    }

    /** The end of the wait to show to users: the announced end, unless the run waits notably longer. */
    public static Instant announcedEnd(Instant resetAt, Instant waitEnd) {
        return Duration.between(resetAt, waitEnd).compareTo(AFTER_RESET) <= 0 ? resetAt : waitEnd;
    }

    private static Next ask(String reason) {
        return new Next(Kind.ESCALATE, Duration.ZERO, reason);
    }

    private static String sentence(Ending ending) {
        return ending.reason().endsWith(".") ? ending.reason() + " " : ending.reason() + ". ";
    }
}
