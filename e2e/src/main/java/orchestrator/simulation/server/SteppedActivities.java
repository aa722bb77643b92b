package orchestrator.simulation.server;

import com.uber.m3.tally.NoopScope;
import com.uber.m3.tally.Scope;
import io.grpc.StatusRuntimeException;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueRequest;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueResponse;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueResponseOrBuilder;
import io.temporal.api.workflowservice.v1.RecordActivityTaskHeartbeatRequest;
import io.temporal.api.workflowservice.v1.RespondActivityTaskFailedRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.internal.worker.ActivityTask;
import io.temporal.internal.worker.ActivityTaskHandler;
import io.temporal.worker.tuning.SlotPermit;

/** A worker's part for the activities of one queue: the SDK's own handler, called when the scenario says so. */
final class SteppedActivities {
    private static final String IDENTITY = "simulation";
    private static final Scope NO_METRICS = new NoopScope();

    private final WorkflowServiceBlockingStub server;
    private final String namespace;
    private final String queue;
    private final ActivityTaskHandler handler;
    private final CallArguments arguments;

    /** @param worker the SDK's worker for this queue, not started */
    SteppedActivities(
            WorkflowServiceBlockingStub server,
            String namespace,
            String queue,
            Object worker,
            CallArguments arguments) {
        this.server = server;
        this.namespace = namespace;
        this.queue = queue;
        this.arguments = arguments;
        handler = (ActivityTaskHandler) Inside.read(Inside.read(worker, "activityWorker"), "taskHandler");
    }

    String queue() {
        return queue;
    }

    /** Takes a task that waits in the queue; with an empty type if it is out of date. */
    PolledCall poll() {
        PollActivityTaskQueueResponse task = server.pollActivityTaskQueue(PollActivityTaskQueueRequest.newBuilder()
                .setNamespace(namespace)
                .setIdentity(IDENTITY)
                .setTaskQueue(TaskQueue.newBuilder().setName(queue))
                .build());
        return PolledCall.of(task, queue, false, arguments.of(task, queue, false), () -> carryOut(task));
    }

    private void carryOut(PollActivityTaskQueueResponse task) {
        ActivityTaskHandler.Result result = handle(handler, task, false);
        if (isUnanswered(result)) return;
        try {
            report(task, result);
        } catch (StatusRuntimeException e) {
            // The workflow is closed, or has given the call up.
            if (!isGone(e)) throw e;
        }
    }

    static ActivityTaskHandler.Result handle(
            ActivityTaskHandler handler, PollActivityTaskQueueResponseOrBuilder task, boolean local) {
        return handler.handle(new ActivityTask(task, new SlotPermit(), () -> {}), NO_METRICS, local);
    }

    /** Temporal does not try a call again that is to be cancelled. The test server would, and would then forget it. */
    private RespondActivityTaskFailedRequest failed(
            PollActivityTaskQueueResponse task, RespondActivityTaskFailedRequest failed) {
        boolean isCancelled = server.recordActivityTaskHeartbeat(RecordActivityTaskHeartbeatRequest.newBuilder()
                        .setNamespace(namespace)
                        .setIdentity(IDENTITY)
                        .setTaskToken(task.getTaskToken())
                        .build())
                .getCancelRequested();
        if (!isCancelled) return failed;
        RespondActivityTaskFailedRequest.Builder last = failed.toBuilder();
        last.getFailureBuilder().getApplicationFailureInfoBuilder().setNonRetryable(true);
        return last.build();
    }

    private static boolean isUnanswered(ActivityTaskHandler.Result result) {
        return result.getTaskFailed() != null && result.getTaskFailed().getFailure() instanceof PolledCall.Unanswered;
    }

    private static boolean isGone(StatusRuntimeException answer) {
        return answer.getStatus().getCode() == io.grpc.Status.Code.NOT_FOUND;
    }

    private void report(PollActivityTaskQueueResponse task, ActivityTaskHandler.Result result) {
        if (result.getTaskCompleted() != null) {
            server.respondActivityTaskCompleted(result.getTaskCompleted().toBuilder()
                    .setNamespace(namespace)
                    .setIdentity(IDENTITY)
                    .setTaskToken(task.getTaskToken())
                    .build());
        } else if (result.getTaskFailed() != null) {
            server.respondActivityTaskFailed(failed(task, result.getTaskFailed().getTaskFailedRequest()).toBuilder()
                    .setNamespace(namespace)
                    .setIdentity(IDENTITY)
                    .setTaskToken(task.getTaskToken())
                    .build());
        } else if (result.getTaskCanceled() != null) {
            server.respondActivityTaskCanceled(result.getTaskCanceled().toBuilder()
                    .setNamespace(namespace)
                    .setIdentity(IDENTITY)
                    .setTaskToken(task.getTaskToken())
                    .build());
        }
    }
}
