package orchestrator.simulation.server;

import com.uber.m3.tally.NoopScope;
import io.grpc.StatusRuntimeException;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueRequest;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskFailedRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.internal.worker.LocalActivityDispatcher;
import io.temporal.internal.worker.WorkflowExecutorCache;
import io.temporal.internal.worker.WorkflowTaskHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** A worker's part for workflow tasks: the SDK's own handler, called for one task at a time. */
final class SteppedWorkflows {
    private static final String IDENTITY = "simulation";

    private final WorkflowServiceBlockingStub server;
    private final String namespace;
    private final WorkflowTaskHandler handler;
    private final WorkflowExecutorCache cache;
    private final Executor threads;
    private final List<String> failedTasks = new ArrayList<>();

    /**
     * @param worker the SDK's worker, not started
     * @param localCalls receives the calls that workflows make within a task
     */
    SteppedWorkflows(
            WorkflowServiceBlockingStub server,
            String namespace,
            Object worker,
            WorkflowExecutorCache cache,
            LocalActivityDispatcher localCalls,
            Executor threads) {
        this.server = server;
        this.namespace = namespace;
        this.cache = cache;
        this.threads = threads;
        handler = (WorkflowTaskHandler)
                Inside.read(Inside.read(Inside.read(worker, "workflowWorker"), "workflowWorker"), "handler");
        Inside.write(handler, "localActivityDispatcher", localCalls);
    }

    /** Why the worker could not work off a workflow task; with the real code that is always a fault of ours. */
    List<String> failedTasks() {
        return List.copyOf(failedTasks);
    }

    /** Takes the first task of this queue, and works on it until it has ended or waits for a local call. */
    void decide(String queue) {
        PollWorkflowTaskQueueResponse task = server.pollWorkflowTaskQueue(PollWorkflowTaskQueueRequest.newBuilder()
                .setNamespace(namespace)
                .setIdentity(IDENTITY)
                .setTaskQueue(TaskQueue.newBuilder().setName(queue))
                .build());
        // The server hands out an empty task instead of one that is out of date.
        if (task.getTaskToken().isEmpty()) return;
        SteppedTask step = new SteppedTask(handler, task);
        threads.execute(step);
        goOn(step);
    }

    /** Works on a task until it has ended or waits for a local call. */
    void goOn(SteppedTask step) {
        if (!step.await()) return;
        try {
            report(step.task(), step.result());
        } catch (StatusRuntimeException e) {
            // The server knows better, for example since a signal came meanwhile: the workflow is replayed.
            cache.invalidate(step.task().getWorkflowExecution(), new NoopScope(), "not accepted", e);
        } catch (Throwable e) {
            failedTasks.add(e.toString());
        }
    }

    private void report(PollWorkflowTaskQueueResponse task, WorkflowTaskHandler.Result result) {
        if (result.getQueryCompleted() != null) {
            server.respondQueryTaskCompleted(result.getQueryCompleted().toBuilder()
                    .setNamespace(namespace)
                    .setTaskToken(task.getTaskToken())
                    .build());
        } else if (result.getTaskCompleted() != null) {
            server.respondWorkflowTaskCompleted(result.getTaskCompleted().toBuilder()
                    .setNamespace(namespace)
                    .setIdentity(IDENTITY)
                    .setTaskToken(task.getTaskToken())
                    .build());
        } else if (result.getTaskFailed() != null) {
            RespondWorkflowTaskFailedRequest failed = result.getTaskFailed();
            failedTasks.add(failed.getCause() + ": " + failed.getFailure().getMessage());
            server.respondWorkflowTaskFailed(failed.toBuilder()
                    .setNamespace(namespace)
                    .setIdentity(IDENTITY)
                    .setTaskToken(task.getTaskToken())
                    .build());
        }
    }

    /** The worker forgets all workflows, so that each is replayed from its history. */
    void evict() {
        cache.invalidateAll();
    }
}
