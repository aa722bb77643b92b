package orchestrator.autofix.project;

import static orchestrator.work.Now.now;

import java.time.Instant;
import java.util.Optional;
import orchestrator.autofix.AutoFixReports;
import orchestrator.autofix.FixProgress;
import orchestrator.autofix.FixResult;
import orchestrator.autofix.FixResult.Kind;
import orchestrator.autofix.FixResult.Outcome;
import orchestrator.autofix.queue.QueueEntry;

/** Takes the reports of tasks. Those that repeat an end count for nothing. */
final class TaskReports implements AutoFixReports {
    private final LiveProject project;

    TaskReports(LiveProject project) {
        this.project = project;
    }

    @Override
    public void progress(FixProgress progress) {
        running(progress.task()).ifPresent(task -> {
            boolean neededYou = task.needsYou();
            project.spending().add(project.queue().progress(task, progress, now()));
            if (task.needsYou() && !neededYou)
                project.history().add(now(), "needs_you", task, "needs you: " + progress.needsYou());
            project.touch();
        });
    }

    @Override
    public void ended(FixResult result) {
        running(result.task()).ifPresent(task -> end(task, result));
    }

    private Optional<QueueEntry> running(String id) {
        return project.queue().findRunning(task -> task.id().equals(id));
    }

    /** The workflow of a task has ended with this result, which it has perhaps reported before. */
    void closed(String workflow, FixResult result) {
        ofWorkflow(workflow).ifPresent(task -> end(task, result));
    }

    private Optional<QueueEntry> ofWorkflow(String workflow) {
        return project.queue().findRunning(task -> task.workflow().equals(workflow));
    }

    private void end(QueueEntry task, FixResult result) {
        Instant now = now();
        project.spending().add(project.queue().end(task, result, now));
        FixResult kept = task.result();
        Outcome outcome = kept == null ? result.outcome() : kept.outcome();
        tellBreakers(task, outcome, now);
        project.history().add(now, type(outcome), task, outcome.wire() + ": " + result.reason());
        project.touch();
    }

    /** The workflow of a task is over, and nothing was heard of it. */
    void lost(String workflow, String why) {
        ofWorkflow(workflow).ifPresent(task -> {
            Instant now = now();
            String words = "its workflow ended without a report" + (why.isEmpty() ? "" : ": " + why);
            boolean isTriedAgain = project.queue().lost(task, words, now);
            tellBreakers(task, isTriedAgain ? Outcome.INTERRUPTED : Outcome.FAILED, now);
            project.history()
                    .add(now, "task_lost", task, words + (isTriedAgain ? "; it is queued again" : "; it is given up"));
            project.touch();
        });
    }

    private void tellBreakers(QueueEntry task, Outcome outcome, Instant now) {
        if (outcome.isFailure()) {
            project.breakers().onFailure(task.paths(), project.request().breaker(), now);
        } else if (outcome == Outcome.GREEN || outcome == Outcome.FIXED || outcome == Outcome.KEPT) {
            project.breakers().onSuccess(task.id(), task.paths());
        }
        project.breakers().onNothing(task.id());
    }

    private static String type(Outcome outcome) {
        if (outcome.kind() == Kind.COMPLETED) return "task_completed";
        return outcome.kind() == Kind.FAILED ? "task_failed" : "task_interrupted";
    }
}
