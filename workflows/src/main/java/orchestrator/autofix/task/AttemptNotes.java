package orchestrator.autofix.task;

import java.time.Instant;
import java.util.List;
import orchestrator.autofix.FixActivities.Judged;
import orchestrator.autofix.FixAttempt;
import orchestrator.autofix.task.Strategist.Strategy;
import org.jspecify.annotations.Nullable;

/** What is known of an attempt while it goes on. */
final class AttemptNotes {
    private final int number;
    private final Instant startedAt;
    private Strategy strategy = new Strategy("", "");
    private String fixer = "";
    private @Nullable Judged judged;

    AttemptNotes(int number, Instant startedAt) {
        this.number = number;
        this.startedAt = startedAt;
    }

    Strategy setStrategy(Strategy advised) {
        strategy = advised;
        return advised;
    }

    void setFixer(String agent) {
        fixer = agent;
    }

    Judged setJudged(Judged now) {
        judged = now;
        return now;
    }

    FixAttempt with(String outcome) {
        return new FixAttempt(
                number,
                startedAt,
                strategy.text(),
                strategy.by(),
                fixer,
                outcome,
                judged == null ? "" : judged.diff(),
                judged == null ? "" : judged.tested().output(),
                judged == null ? List.of() : judged.files(),
                judged == null ? null : judged.tested().status());
    }
}
