package orchestrator.autofix.project;

import static orchestrator.work.Now.now;

import io.temporal.workflow.Functions.Proc1;
import io.temporal.workflow.Workflow;
import orchestrator.autofix.FixTask;
import orchestrator.autofix.FixTask.Decision;
import orchestrator.autofix.queue.QueueEntry;
import orchestrator.failure.CallFailure;
import orchestrator.host.WorkflowGone;

/** Signals to the workflows of tasks, without waiting for their delivery. */
final class TaskSignals {
    private final LiveProject project;
    private final OpenCalls open;

    TaskSignals(LiveProject project, OpenCalls open) {
        this.project = project;
        this.open = open;
    }

    void stop(QueueEntry task) {
        send(task, FixTask::stop);
    }

    void decide(QueueEntry task, boolean apply, String by) {
        send(task, child -> child.decide(new Decision(apply, by)));
    }

    private void send(QueueEntry task, Proc1<FixTask> signal) {
        open.run(() -> {
            try {
                signal.apply(Workflow.newExternalWorkflowStub(FixTask.class, task.workflow()));
            } catch (RuntimeException failure) {
                if (!WorkflowGone.isCauseOf(failure)) throw failure;
                // The watchdog finds it.
                project.history().add(now(), "task_gone", task, CallFailure.words(failure));
            }
        });
    }
}
