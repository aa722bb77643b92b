package orchestrator.autofix.queue;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import orchestrator.autofix.FileChange;
import orchestrator.autofix.FixProgress;
import orchestrator.autofix.FixProgress.Step;
import orchestrator.autofix.FixResult;
import orchestrator.autofix.FixResult.Outcome;
import orchestrator.launch.Usage;

/** Changes, reports and ends of tasks. */
final class TestTasks {
    static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    private TestTasks() {}

    static FileChange changed(String path) {
        return new FileChange(path, FileChange.Kind.MODIFIED, "hash");
    }

    static List<FileChange> changes(String... paths) {
        return Stream.of(paths).map(TestTasks::changed).toList();
    }

    static FixResult ended(QueueEntry task, Outcome outcome) {
        return ended(task, outcome, Usage.NONE, 0);
    }

    static FixResult ended(QueueEntry task, Outcome outcome, Usage usage, long agentMillis) {
        return new FixResult(task.id(), outcome, "so", 1, usage, agentMillis, null, "", "", null, List.of());
    }

    static FixProgress at(QueueEntry task, Step step) {
        return at(task, step, Usage.NONE, 0);
    }

    static FixProgress at(QueueEntry task, Step step, Usage usage, long agentMillis) {
        return new FixProgress(task.id(), step, step.wire(), 1, null, usage, agentMillis, "");
    }

    static Usage dollars(double cost) {
        return new Usage(0, 0, 0, cost);
    }
}
