package orchestrator.recovery;

import java.time.Duration;
import java.util.List;
import orchestrator.event.EventType;
import orchestrator.launch.Cause;
import orchestrator.launch.Ending;
import orchestrator.launch.Remedy;
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

    /** Tries the remedy for a known cause once; if there is none, or it did not help, the table says what follows. */
    public static Next decide(Ending ending, Recoveries before, Attempt attempt) {
        Cause cause = ending.cause();
        boolean isSettled = ending.succeeded() || ending.overLimit() || ending.asks();
        if (isSettled || cause == null) return decide(ending, before);
        RecoveryTable.Row row = RecoveryTable.of(cause);
        Remedy remedy = row.remedy();
        if (remedy != null && mayHelp(remedy, cause, ending, attempt) && before.inAll() < RECOVERIES_MAX)
            return new Next(how(remedy, ending), BACK_OFF.get(0), ending.reason(), remedy, null);
        String reason = reason(ending, row.advice().formatted(attempt.agent()));
        return switch (row.otherwise()) {
            case RETRY -> decide(ending, before);
            case FAIL -> new Next(Kind.FAIL, Duration.ZERO, reason);
            case BLOCKED -> new Next(Kind.ESCALATE, Duration.ZERO, reason, null, EventType.PERMISSION_BLOCKER);
            case ASK -> new Next(Kind.ESCALATE, Duration.ZERO, reason, null, EventType.BLOCKER);
        };
    }

    /** A new conversation helps only against what an earlier one has brought along. */
    private static boolean mayHelp(Remedy remedy, Cause cause, Ending ending, Attempt attempt) {
        if (attempt.tried().contains(remedy)) return false;
        boolean isAboutRequest = cause == Cause.CONTEXT_TOO_LONG || cause == Cause.REQUEST_REFUSED;
        if (!isAboutRequest) return true;
        boolean hasSteps = ending.steps() != null && ending.steps() > 0;
        return attempt.resumed() || (cause == Cause.CONTEXT_TOO_LONG && hasSteps);
    }

    private static Kind how(Remedy remedy, Ending ending) {
        return remedy == Remedy.NEW_CONVERSATION ? Kind.FRESH : how(ending.conversation());
    }

    private static String reason(Ending ending, String advice) {
        return advice.isEmpty() ? ending.reason() : sentence(ending) + " " + advice.strip();
    }

    private static String sentence(Ending ending) {
        return ending.reason().endsWith(".") ? ending.reason() : ending.reason() + ".";
    }

    /** For an ending whose cause is not in the table. */
    static Next decide(Ending ending, Recoveries before) {
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
        String reason = sentence(ending) + " It was relaunched " + times + "; that is enough.";
        return new Next(Kind.ESCALATE, Duration.ZERO, reason);
    }
}
