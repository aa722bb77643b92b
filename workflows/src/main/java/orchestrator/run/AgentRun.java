package orchestrator.run;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/**
 * One conversation with one agent, in any number of launches; its workflow id is {@code <session>/<agent>-<n>}.
 * Cancelling means stop. It obeys only its session and drops controls from anyone else.
 */
@WorkflowInterface
public interface AgentRun {
    String TYPE = "AgentRun";

    @WorkflowMethod(name = TYPE)
    RunResult run(RunRequest request);

    @SignalMethod(name = "stop")
    void stop(@Nullable RunControl control);

    /** Pauses its processes; after a while the launch is parked. */
    @SignalMethod(name = "pause")
    void pause(@Nullable RunControl control);

    /** Resumes the paused processes, or the conversation of a parked launch. */
    @SignalMethod(name = "resume")
    void resume(@Nullable RunControl control);

    /** The user has confirmed that the run's silent host will not come back. */
    @SignalMethod(name = "leave_host")
    void leaveHost(@Nullable RunControl control);

    /** The current launch and its state. */
    @QueryMethod(name = "state")
    RunState state();
}
