package orchestrator.simulation.host;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import orchestrator.launch.GuardNews;
import orchestrator.launch.GuardRecord;
import orchestrator.launch.GuardRecord.Kind;
import org.jspecify.annotations.Nullable;

/** One tool call of a launch that waits in the guard for a person, and is denied if nobody answers in time. */
final class GuardedCall {
    /** Number of the record that asks. */
    static final int ASKED = 1;

    private static final int SETTLED = 2;
    private static final Duration WAITS = Duration.ofMinutes(10);
    private static final String TOOL = "Bash";
    private static final String RULE = "confirm-publish";

    private final String subject;
    private final Duration after;
    private @Nullable GuardRecord asked;
    private @Nullable GuardRecord settled;

    /** @param after how long its agent works before it makes the call */
    GuardedCall(String subject, Duration after) {
        this.subject = subject;
        this.after = after;
    }

    String subject() {
        return subject;
    }

    Duration after() {
        return after;
    }

    void ask(Instant at) {
        asked = new GuardRecord(ASKED, at, Kind.ASKED, TOOL, subject, RULE, "It needs a person.", at.plus(WAITS), null);
    }

    /** When it is denied if nobody answers; null before it asks. */
    @Nullable
    Instant until() {
        return asked == null ? null : asked.until();
    }

    void settle(boolean runs, Instant at) {
        settled = new GuardRecord(
                SETTLED,
                at,
                runs ? Kind.ANSWERED : Kind.DENIED,
                TOOL,
                subject,
                RULE,
                runs ? "a person allowed it" : "it did not run",
                null,
                ASKED);
    }

    boolean isWaiting() {
        return asked != null && settled == null;
    }

    boolean isSettled() {
        return settled != null;
    }

    /** True if there is a record after this one. */
    boolean hasNews(int seen) {
        return !records(seen).isEmpty();
    }

    /** Null if there is nothing new. */
    @Nullable
    GuardNews news(int seen) {
        List<GuardRecord> records = records(seen);
        if (records.isEmpty()) return null;
        GuardRecord last = records.get(records.size() - 1);
        boolean isDenied = settled != null && settled.kind().isViolation();
        return new GuardNews(last.number(), records, isDenied ? 1 : 0);
    }

    private List<GuardRecord> records(int seen) {
        return Stream.of(asked, settled)
                .flatMap(Stream::ofNullable)
                .filter(record -> record.number() > seen)
                .toList();
    }
}
