package orchestrator.autofix.queue;

import java.time.Instant;
import orchestrator.autofix.AutoFixState.Statistics;
import orchestrator.autofix.FixResult.Kind;
import orchestrator.autofix.FixResult.Outcome;

/** Counts how tasks ended, each once however often it was tried. */
public final class Tally {
    private Statistics statistics;

    public Tally(Statistics statistics) {
        this.statistics = statistics;
    }

    public static Tally since(Instant since) {
        return new Tally(new Statistics(since, 0, 0, 0, 0));
    }

    public Statistics statistics() {
        return statistics;
    }

    void add(Outcome outcome) {
        count(outcome, 1);
    }

    /** A task that had ended like this is queued again. */
    void takeBack(Outcome outcome) {
        count(outcome, -1);
    }

    private void count(Outcome outcome, int more) {
        if (outcome.kind() == Kind.PENDING) return;
        boolean isGood = outcome.kind() == Kind.COMPLETED;
        statistics = new Statistics(
                statistics.since(),
                statistics.processed() + more,
                statistics.succeeded() + (isGood ? more : 0),
                statistics.failed() + (isGood ? 0 : more),
                statistics.escalated() + (outcome == Outcome.ESCALATED ? more : 0));
    }
}
