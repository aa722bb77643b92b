package orchestrator.run;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import orchestrator.session.ControlRequest;

/** One agent conversation until it has an ending; id {@code <session>/<agent>-<n>}. Cancelling it means stop. */
@WorkflowInterface
public interface AgentRun {
    String TYPE = "AgentRun";

    @WorkflowMethod(name = TYPE)
    RunResult run(RunRequest request);

    @SignalMethod(name = "stop")
    void stop(ControlRequest control);

    /** Freezes its processes; after a while it is parked. */
    @SignalMethod(name = "pause")
    void pause();

    /** Lets it go on: the same processes, or the same conversation where it was parked. */
    @SignalMethod(name = "resume")
    void resume();

    /** A person has confirmed that the host of the run, which does not answer, will not come back. */
    @SignalMethod(name = "leave_host")
    void leaveHost();

    /** Which launch, since when, and what the workflow knows of it. */
    @QueryMethod(name = "state")
    RunState state();
}
