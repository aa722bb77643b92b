package orchestrator.work;

import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.function.BiConsumer;
import orchestrator.host.WorkflowGone;
import orchestrator.plan.Assignment;
import orchestrator.run.AgentRun;
import orchestrator.run.RunControl;
import orchestrator.run.RunRequest;
import orchestrator.run.RunResult;
import org.jspecify.annotations.Nullable;

/** A run that works or is about to start, and the controls sent to it. */
final class ActiveRun {
    private final Assignment assignment;
    private final AgentRun run;
    private boolean started;
    private boolean paused;
    private @Nullable String stopReason;
    private long controls;

    ActiveRun(String id, Assignment assignment) {
        this.assignment = assignment;
        this.run = ChildRuns.of(id, assignment);
    }

    Assignment assignment() {
        return assignment;
    }

    /** Starts the run unless it was stopped meanwhile; if it was paused meanwhile, it starts paused. */
    Promise<RunResult> launch(RunRequest request) {
        Promise<RunResult> result = Async.function(run::run, request);
        started = true;
        if (paused) Async.procedure(() -> send("pause", AgentRun::pause));
        return result;
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
        try {
            control.accept(run, next(name));
        } catch (RuntimeException e) {
            // A run that has just ended needs no control; its result is on the way.
            if (!WorkflowGone.isCauseOf(e)) throw e;
        }
    }

    /** Numbers controls by time, because a session that was reset does not know which ones its run has received. */
    private RunControl next(String name) {
        controls = Math.max(controls + 1, Workflow.currentTimeMillis());
        return new RunControl(name, controls);
    }
}
