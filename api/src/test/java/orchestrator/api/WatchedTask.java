package orchestrator.api;

import java.time.Instant;
import java.util.List;
import orchestrator.autofix.FileChange;
import orchestrator.autofix.FixResult;
import orchestrator.autofix.FixResult.Outcome;
import orchestrator.autofix.FixTask;
import orchestrator.autofix.QueuedTask;
import orchestrator.autofix.request.TaskPriority;
import orchestrator.launch.Usage;
import orchestrator.text.Sha256;

/** The escalated task of a watched project; its texts are kept under the references that artifacts have. */
final class WatchedTask {
    static final String ID = "task_0a1b2c3d";
    static final String LEDGER = "# What was tried\n";
    static final String DIFF = "diff --git a/price.py b/price.py\n";

    private WatchedTask() {}

    static QueuedTask failed(String project) {
        FixResult result = new FixResult(
                ID,
                Outcome.ESCALATED,
                "still red after 5 attempts",
                5,
                Usage.NONE,
                0,
                null,
                reference(DIFF),
                reference(LEDGER),
                null,
                List.of("price.py"));
        return new QueuedTask(
                ID,
                FixTask.id(project, ID),
                "price.py has changed",
                List.of(new FileChange("price.py", FileChange.Kind.MODIFIED, "00")),
                1,
                TaskPriority.NORMAL,
                QueuedTask.Status.FAILED,
                0,
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH,
                "",
                null,
                null,
                result,
                false);
    }

    private static String reference(String text) {
        return "artifact:" + Sha256.hex(text);
    }
}
