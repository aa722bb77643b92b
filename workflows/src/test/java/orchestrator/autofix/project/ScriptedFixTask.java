package orchestrator.autofix.project;

import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.util.List;
import orchestrator.autofix.AutoFix;
import orchestrator.autofix.AutoFixReports;
import orchestrator.autofix.FixProgress;
import orchestrator.autofix.FixProgress.Step;
import orchestrator.autofix.FixRequest;
import orchestrator.autofix.FixResult;
import orchestrator.autofix.FixResult.Outcome;
import orchestrator.autofix.FixState;
import orchestrator.autofix.FixTask;
import orchestrator.autofix.project.FixScripts.Script;
import orchestrator.launch.Usage;
import org.jspecify.annotations.Nullable;

/** A task that repairs nothing: it waits, reports and ends as scripted. */
public final class ScriptedFixTask implements FixTask {
    private final FixRequest request;
    private final AutoFixReports queue;
    private boolean isStopped;
    private @Nullable Decision decision;

    @WorkflowInit
    public ScriptedFixTask(FixRequest request) {
        this.request = request;
        queue = Workflow.newExternalWorkflowStub(AutoFixReports.class, AutoFix.id(request.project()));
    }

    @Override
    public FixResult run(FixRequest same) {
        Script script = Workflow.newActivityStub(
                        FixScripts.class,
                        ActivityOptions.newBuilder()
                                .setStartToCloseTimeout(Duration.ofMinutes(1))
                                .build())
                .script(request);
        if (script.isMute()) return muteEnd(script);
        queue.progress(progress(script, Step.TESTING, ""));
        if (script.seconds() > 0) Workflow.await(Duration.ofSeconds(script.seconds()), () -> isStopped);
        if (script.needsYou() && !isStopped) {
            queue.progress(progress(script, Step.NEEDS_YOU, "a test was weakened"));
            Workflow.await(() -> isStopped || decision != null);
        }
        FixResult result = result(script, outcome(script));
        queue.ended(result);
        return result;
    }

    /** As if its worker had lost it. */
    private FixResult muteEnd(Script script) {
        Workflow.await(Duration.ofSeconds(script.seconds()), () -> isStopped);
        throw ApplicationFailure.newNonRetryableFailure("lost", "Lost");
    }

    private Outcome outcome(Script script) {
        if (isStopped) return Outcome.INTERRUPTED;
        return decision != null && !decision.apply() ? Outcome.DROPPED : script.outcome();
    }

    private FixProgress progress(Script script, Step step, String needsYou) {
        return new FixProgress(request.task(), step, step.wire(), 1, null, usage(script), 1_000, needsYou);
    }

    private FixResult result(Script script, Outcome outcome) {
        return new FixResult(
                request.task(), outcome, "as scripted", 1, usage(script), 60_000, null, "", "", null, List.of());
    }

    private static Usage usage(Script script) {
        return new Usage(1_000, 0, 100, script.dollars());
    }

    @Override
    public void stop() {
        isStopped = true;
    }

    @Override
    public void decide(Decision made) {
        decision = made;
    }

    @Override
    public FixState state() {
        throw new UnsupportedOperationException();
    }
}
