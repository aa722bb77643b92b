package orchestrator.simulation.server;

import io.grpc.Deadline;
import io.temporal.api.enums.v1.RetryState;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueResponse;
import io.temporal.internal.statemachines.ExecuteLocalActivityParameters;
import io.temporal.internal.worker.ActivityTaskHandler;
import io.temporal.internal.worker.LocalActivityDispatcher;
import io.temporal.internal.worker.LocalActivityResult;
import io.temporal.workflow.Functions;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Calls that a workflow makes within its task. They are tried once, as the program asks for. */
final class LocalCalls implements LocalActivityDispatcher {
    private final ActivityTaskHandler handler;
    private final String queue;
    private final CallArguments arguments;
    private final Consumer<PolledCall> calls;
    private final Consumer<SteppedTask> goOn;

    /**
     * @param worker the SDK's worker, not started
     * @param goOn works on a task whose call is answered
     */
    LocalCalls(
            Object worker,
            String queue,
            CallArguments arguments,
            Consumer<PolledCall> calls,
            Consumer<SteppedTask> goOn) {
        handler = (ActivityTaskHandler) Inside.read(Inside.read(worker, "workflowWorker"), "laTaskHandler");
        this.queue = queue;
        this.arguments = arguments;
        this.calls = calls;
        this.goOn = goOn;
    }

    @Override
    public boolean dispatch(
            ExecuteLocalActivityParameters parameters,
            Functions.Proc1<LocalActivityResult> callback,
            @Nullable Deadline deadline) {
        SteppedTask step = SteppedTask.current();
        PollActivityTaskQueueResponse task =
                parameters.cloneActivityTaskBuilder().build();
        if (task.getRetryPolicy().getMaximumAttempts() != 1)
            throw new IllegalStateException("the simulation tries no local call again: " + task.getActivityType());
        calls.accept(PolledCall.of(
                task, queue, true, arguments.of(task, queue, true), () -> carryOut(task, callback, step)));
        step.suspend();
        return true;
    }

    private void carryOut(
            PollActivityTaskQueueResponse task, Functions.Proc1<LocalActivityResult> callback, SteppedTask step) {
        LocalActivityResult result = result(task, SteppedActivities.handle(handler, task, true));
        step.resume();
        callback.apply(result);
        goOn.accept(step);
    }

    private static LocalActivityResult result(PollActivityTaskQueueResponse task, ActivityTaskHandler.Result result) {
        LocalActivityResult.ExecutionFailedResult failed = result.getTaskFailed() == null
                ? null
                : new LocalActivityResult.ExecutionFailedResult(
                        RetryState.RETRY_STATE_MAXIMUM_ATTEMPTS_REACHED,
                        result.getTaskFailed().getTaskFailedRequest().getFailure(),
                        null);
        return new LocalActivityResult(
                task.getActivityId(),
                task.getAttempt(),
                result.getTaskCompleted(),
                failed,
                result.getTaskCanceled(),
                null);
    }
}
