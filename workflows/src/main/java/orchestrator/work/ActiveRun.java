package orchestrator.work;

import io.temporal.workflow.Async;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.function.BiConsumer;
import orchestrator.host.WorkflowGone;
import orchestrator.plan.Assignment;
import orchestrator.rollover.Rebuilt;
import orchestrator.run.AgentRun;
import orchestrator.run.RunControl;
import orchestrator.run.RunRequest;
import orchestrator.run.RunResult;
import org.jspecify.annotations.Nullable;

/** A run that works or is about to start, and the controls sent to it. */
final class ActiveRun {
    private final String id;
    private final Assignment assignment;
    private final AgentRun run;
    private final CompletablePromise<RunResult> result = Workflow.newPromise();

    @Rebuilt
    private @Nullable EarlyLaunchCall early;

    @Rebuilt
    private boolean started;

    @Rebuilt
    private boolean paused;

    @Rebuilt
    private @Nullable String stopReason;

    @Rebuilt
    private long controls;

    @Rebuilt
    private int sending;

    /** Completed once Temporal has started its workflow. */
    @Rebuilt
    private Promise<?> beginning = Workflow.newPromise(null);

    /**
     * What the next execution has to know of a run that outlives this one.
     *
     * @param controls number of the last control that was sent
     */
    record Sent(boolean paused, @Nullable String stopReason, long controls) {}

    /** @param id of its workflow */
    ActiveRun(String id, AgentRun run, Assignment assignment) {
        this.id = id;
        this.assignment = assignment;
        this.run = run;
    }

    /** A run that an earlier execution has started. */
    ActiveRun(String id, Assignment assignment, Sent sent) {
        this(id, ChildRuns.carried(id), assignment);
        started = true;
        paused = sent.paused();
        stopReason = sent.stopReason();
        controls = sent.controls();
    }

    Sent sent() {
        return new Sent(paused, stopReason, controls);
    }

    /** The end, which the run reports, or which is found out in another way. */
    Promise<RunResult> result() {
        return result;
    }

    /** True if all that the session has to do for it now is to wait for its end. */
    boolean isAtWork() {
        boolean isBegun = started && beginning.isCompleted() && (early == null || early.isOver());
        return isBegun && sending == 0 && !result.isCompleted();
    }

    /** True from its start until its end, as far as the session knows. */
    boolean hasAgent() {
        return started && !result.isCompleted();
    }

    String id() {
        return id;
    }

    Assignment assignment() {
        return assignment;
    }

    /** Starts the run unless it was stopped meanwhile; if it was paused meanwhile, it starts paused. */
    Promise<RunResult> launch(RunRequest request) {
        if (!paused && EarlyLaunchCall.isPossible(request)) early = EarlyLaunchCall.begin(request);
        Async.function(run::run, early == null ? request : request.launchedEarly())
                .handle(this::onClosed);
        beginning = Workflow.getWorkflowExecution(run);
        started = true;
        if (paused) Async.procedure(() -> send("pause", AgentRun::pause));
        return result;
    }

    /** A run that reports its end by a signal is closed a moment later. */
    private @Nullable Void onClosed(@Nullable RunResult how, @Nullable RuntimeException failure) {
        if (result.isCompleted()) return null;
        if (failure == null) result.complete(how);
        else result.completeExceptionally(failure);
        return null;
    }

    /** The run has reported its end. */
    void end(RunResult how) {
        onClosed(how, null);
    }

    /** Null if it was not stopped. */
    @Nullable
    String stopReason() {
        return stopReason;
    }

    void stop(String reason) {
        stopReason = reason;
        send("stop", AgentRun::stop);
    }

    void setPaused(boolean pause) {
        if (pause == paused) return;
        paused = pause;
        if (pause) send("pause", AgentRun::pause);
        else resume();
    }

    void resume() {
        send("resume", AgentRun::resume);
    }

    void leaveHost() {
        send("leave_host", AgentRun::leaveHost);
    }

    private void send(String name, BiConsumer<AgentRun, RunControl> control) {
        if (!started) return;
        sending++;
        try {
            // A run that is told to pause or to stop looks once for its early launch.
            if (early != null) early.awaitOutcome();
            control.accept(run, next(name));
        } catch (RuntimeException e) {
            // A run that has just ended needs no control; its result is on the way.
            if (!WorkflowGone.isCauseOf(e)) throw e;
        } finally {
            sending--;
        }
    }

    /** Numbers controls by time, because a session that was reset does not know which ones its run has received. */
    private RunControl next(String name) {
        controls = Math.max(controls + 1, Workflow.currentTimeMillis());
        return new RunControl(name, controls);
    }
}
