package orchestrator.autofix;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import orchestrator.signing.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * The controls of a watched project. Each may come from anyone who reaches Temporal, in any shape: {@code stop} and
 * {@code pause} count from anyone, the others only with a signature. As a signal or as the update {@code control}, which
 * answers with the new state or refuses with the reason.
 */
@WorkflowInterface
public interface AutoFixControls {

    /** Watches again with these settings, which are a {@link orchestrator.autofix.request.WatchRequest}. */
    @SignalMethod(name = "start")
    void start(@Nullable Incoming request);

    /** Stops watching; after up to 30 s for their current step, tasks in progress go back to the queue. */
    @SignalMethod(name = "stop")
    void stop(@Nullable Incoming control);

    /** Starts no further task. */
    @SignalMethod(name = "pause")
    void pause(@Nullable Incoming control);

    /** Continues after a pause, a drain or a limit. */
    @SignalMethod(name = "resume")
    void resume(@Nullable Incoming control);

    /** Works off the queue, takes no new change, and then stops. */
    @SignalMethod(name = "drain")
    void drain(@Nullable Incoming control);

    /** Queues a failed task again: {@code {task}}; it begins even if the breaker is open. */
    @SignalMethod(name = "retry")
    void retry(@Nullable Incoming control);

    /** Removes a waiting task, stops one in progress, or declines a repair: {@code {task}}. */
    @SignalMethod(name = "drop")
    void drop(@Nullable Incoming control);

    /** Applies a repair that needs a person: {@code {task}}. */
    @SignalMethod(name = "apply")
    void apply(@Nullable Incoming control);

    /** Takes an applied repair back: {@code {task}}. */
    @SignalMethod(name = "undo")
    void undo(@Nullable Incoming control);

    /** Any of the controls above: {@code {control, task, request, by, via}}, signed as that control. */
    @UpdateMethod(name = "control")
    AutoFixState control(@Nullable Incoming control);

    @UpdateValidatorMethod(updateName = "control")
    void validateControl(@Nullable Incoming control);

    /** The state for people. */
    @QueryMethod(name = "state")
    AutoFixState state();
}
