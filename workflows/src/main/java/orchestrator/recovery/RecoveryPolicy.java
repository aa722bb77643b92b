package orchestrator.recovery;

import java.time.Duration;
import java.util.List;
import orchestrator.launch.Ending;
import orchestrator.recovery.Next.Kind;
import org.jspecify.annotations.Nullable;

/** Decides whether and how a run recovers from the end of a launch. A pure function. */
public final class RecoveryPolicy {
    /** Its size is also the limit of relaunches for one cause, and of consecutive relaunches without progress. */
    private static final List<Duration> BACK_OFF =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(20));

    static final int IN_ROW_MAX = BACK_OFF.size();

    /** Limits recoveries from alternating causes. */
    static final int RECOVERIES_MAX = 12;

    private RecoveryPolicy() {}

    public static Next decide(Ending ending, Recoveries before) {
        if (ending.succeeded()) return new Next(Kind.SUCCEED, Duration.ZERO, "");
        if (ending.overLimit() || ending.asks()) return new Next(Kind.ESCALATE, Duration.ZERO, ending.reason());
        if (!ending.retryable()) return new Next(Kind.FAIL, Duration.ZERO, ending.reason());
        int tried = before.countFor(ending.reason());
        int inRow = before.inRow(ending.steps());
        if (tried >= BACK_OFF.size()) return enough(ending, tried + " times");
        if (inRow >= IN_ROW_MAX) return enough(ending, inRow + " times in a row without getting any further");
        if (before.inAll() >= RECOVERIES_MAX) return enough(ending, before.inAll() + " times");
        return new Next(how(ending.conversation()), BACK_OFF.get(Math.max(tried, inRow)), ending.reason());
    }

    /** Resumes a known conversation; otherwise starts a new one. */
    public static Kind how(@Nullable String conversation) {
        return conversation == null ? Kind.FRESH : Kind.RESUME;
    }

    private static Next enough(Ending ending, String times) {
        String why = ending.reason().endsWith(".") ? ending.reason() : ending.reason() + ".";
        String reason = why + " It was relaunched " + times + "; that is enough.";
        return new Next(Kind.ESCALATE, Duration.ZERO, reason);
    }
}
