package orchestrator.run;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/**
 * One agent conversation until it has an ending; id {@code <session>/<agent>-<n>}. Cancelling it means stop. It listens to
 * its session only: the same controls from anybody else are dropped.
 */
@WorkflowInterface
public interface AgentRun {
    String TYPE = "AgentRun";

    @WorkflowMethod(name = TYPE)
    RunResult run(RunRequest request);

    @SignalMethod(name = "stop")
    void stop(@Nullable RunControl control);

    /** Freezes its processes; after a while it is parked. */
    @SignalMethod(name = "pause")
    void pause(@Nullable RunControl control);

    /** Lets it go on: the same processes, or the same conversation where it was parked. */
    @SignalMethod(name = "resume")
    void resume(@Nullable RunControl control);

    /** A person has confirmed that the host of the run, which does not answer, will not come back. */
    @SignalMethod(name = "leave_host")
    void leaveHost(@Nullable RunControl control);

    /** Which launch, since when, and what the workflow knows of it. */
    @QueryMethod(name = "state")
    RunState state();
}
