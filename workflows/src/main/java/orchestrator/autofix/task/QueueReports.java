package orchestrator.autofix.task;

import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.function.Consumer;
import orchestrator.autofix.AutoFix;
import orchestrator.autofix.AutoFixReports;
import orchestrator.autofix.FixProgress;
import orchestrator.autofix.FixResult;
import orchestrator.host.WorkflowGone;
import org.jspecify.annotations.Nullable;

/** Signals a task's progress to its queue without holding up the task, and its end at least once. */
final class QueueReports {
    private final AutoFixReports queue;
    private @Nullable FixProgress due;
    private boolean isOver;
    private Promise<Void> sending = Workflow.newPromise(null);

    QueueReports(String project) {
        queue = Workflow.newExternalWorkflowStub(AutoFixReports.class, AutoFix.id(project));
    }

    /** Sends the newest progress; what it replaces while another is on its way is not sent. */
    void progress(FixProgress progress) {
        if (isOver) return;
        due = progress;
        if (!sending.isCompleted()) return;
        Workflow.newDetachedCancellationScope(() -> sending = Async.procedure(this::sendWhatIsDue))
                .run();
    }

    private void sendWhatIsDue() {
        while (due != null) {
            FixProgress next = due;
            due = null;
            send(reports -> reports.progress(next));
        }
    }

    /** Returns when the queue has the result, or is gone. No progress follows it. */
    void ended(FixResult result) {
        isOver = true;
        due = null;
        sending.get();
        send(reports -> reports.ended(result));
    }

    private void send(Consumer<AutoFixReports> what) {
        try {
            what.accept(queue);
        } catch (RuntimeException e) {
            // Without its queue, nobody waits for the task any more; it ends quietly.
            if (!WorkflowGone.isCauseOf(e)) throw e;
        }
    }
}
