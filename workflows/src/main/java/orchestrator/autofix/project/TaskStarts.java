package orchestrator.autofix.project;

import static orchestrator.work.Now.now;

import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import orchestrator.autofix.FixRequest;
import orchestrator.autofix.FixResult;
import orchestrator.autofix.FixResult.Outcome;
import orchestrator.autofix.FixTask;
import orchestrator.autofix.queue.QueueEntry;
import orchestrator.autofix.queue.StartDelay;
import orchestrator.autofix.queue.StartRules;
import orchestrator.failure.CallFailure;
import orchestrator.host.HostCalls;
import orchestrator.session.Orchestration;
import orchestrator.text.Text;
import org.jspecify.annotations.Nullable;

/** Starts the workflows of tasks that may begin. They outlive this execution. */
final class TaskStarts {
    private final LiveProject project;
    private final OpenCalls open;
    private final TaskReports reports;

    TaskStarts(LiveProject project, OpenCalls open, TaskReports reports) {
        this.project = project;
        this.open = open;
        this.reports = reports;
    }

    void startWhatMay() {
        while (true) {
            StartRules rules = project.rules(now());
            Optional<QueueEntry> next = project.queue().next(rules::why);
            if (next.isEmpty()) return;
            start(next.get(), rules.now());
        }
    }

    /** The times for which tasks wait. */
    Stream<Instant> times() {
        StartRules rules = project.rules(now());
        return project.queue().pending().stream()
                .map(rules::why)
                .flatMap(Stream::ofNullable)
                .map(StartDelay::until)
                .flatMap(Stream::ofNullable);
    }

    void giveUpWhatWaitsForATime() {
        StartRules rules = project.rules(now());
        for (QueueEntry task : project.queue().pending()) {
            StartDelay wait = rules.why(task);
            if (wait == null || wait.until() == null) continue;
            project.queue().endUnstarted(task, Outcome.FAILED, "It was not tried. " + wait.why(), rules.now());
            project.history().add(rules.now(), "task_failed", task, "not tried: " + wait.why());
        }
    }

    private void start(QueueEntry task, Instant now) {
        project.queue().start(task, now);
        project.breakers().onStart(task.id(), task.paths());
        project.history().add(now, "task_started", task, task.description());
        project.touch();
        String workflow = task.workflow();
        FixTask child = Workflow.newChildWorkflowStub(FixTask.class, options(task));
        Promise<FixResult> result = Async.function(child::run, request(task));
        open.track(Workflow.getWorkflowExecution(child));
        result.handle((end, failure) -> onClosed(workflow, end, failure));
    }

    private FixRequest request(QueueEntry task) {
        return new FixRequest(
                project.project(),
                project.execution(),
                task.id(),
                project.request(),
                project.host(),
                task.files(),
                task.filesTotal(),
                task.reportsOnly() || !project.request().repairs(),
                task.retries());
    }

    private static ChildWorkflowOptions options(QueueEntry task) {
        return ChildWorkflowOptions.newBuilder()
                .setWorkflowId(task.workflow())
                .setTaskQueue(Orchestration.TASK_QUEUE)
                .setWorkflowTaskTimeout(Orchestration.TASK_TIMEOUT)
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setStaticSummary(Text.line(task.description(), HostCalls.SUMMARY_BYTES_MAX))
                .build();
    }

    /** Only this execution hears of the end in this way; an earlier one's tasks report by signal. */
    private @Nullable Void onClosed(String workflow, @Nullable FixResult result, @Nullable RuntimeException failure) {
        if (result != null) reports.closed(workflow, result);
        // Before a reset this task was started already; it reports, or the watchdog finds it.
        else if (failure != null && !(failure.getCause() instanceof WorkflowExecutionAlreadyStarted))
            reports.lost(workflow, CallFailure.words(failure));
        return null;
    }
}
