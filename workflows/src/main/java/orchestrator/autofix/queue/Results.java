package orchestrator.autofix.queue;

import java.util.List;
import orchestrator.autofix.FixActivities.Tested;
import orchestrator.autofix.FixProgress;
import orchestrator.autofix.FixResult;
import orchestrator.autofix.FixResult.Outcome;
import orchestrator.launch.Usage;
import orchestrator.text.Text;
import org.jspecify.annotations.Nullable;

/** Results of tasks, as the queue keeps them: short, since the whole is in artifacts. */
final class Results {
    static final int FILES_MAX = 20;
    private static final int TEXT_MAX = 800;

    private Results() {}

    static FixResult shortened(FixResult whole) {
        return new FixResult(
                whole.task(),
                whole.outcome(),
                Text.shorten(whole.reason(), TEXT_MAX),
                whole.attempts(),
                whole.usage(),
                whole.agentMillis(),
                tested(whole.tested()),
                whole.diff(),
                whole.ledger(),
                whole.branch(),
                first(whole.files()));
    }

    /** An interrupted task that was dropped does not wait again. */
    static FixResult dropped(FixResult whole) {
        if (whole.outcome() != Outcome.INTERRUPTED) return whole;
        return new FixResult(
                whole.task(),
                Outcome.DROPPED,
                "It was dropped.",
                whole.attempts(),
                whole.usage(),
                whole.agentMillis(),
                whole.tested(),
                whole.diff(),
                whole.ledger(),
                whole.branch(),
                whole.files());
    }

    /** For a task that has not reported how it ended. */
    static FixResult unreported(QueueEntry task, Outcome outcome, String why) {
        FixProgress last = task.progress();
        return new FixResult(
                task.id(),
                outcome,
                why,
                last == null ? 0 : last.attempt(),
                last == null ? Usage.NONE : last.usage(),
                last == null ? 0 : last.agentMillis(),
                null,
                "",
                "",
                null,
                List.of());
    }

    private static @Nullable Tested tested(@Nullable Tested whole) {
        if (whole == null) return null;
        return new Tested(
                whole.status(),
                Text.shorten(whole.command(), TEXT_MAX),
                first(whole.tests()),
                whole.exitCode(),
                whole.millis(),
                whole.output(),
                Text.tail(whole.tail(), TEXT_MAX),
                Text.shorten(whole.note(), TEXT_MAX));
    }

    private static List<String> first(List<String> all) {
        return all.subList(0, Math.min(all.size(), FILES_MAX));
    }
}
