package orchestrator.simulation.server;

import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.internal.worker.WorkflowTaskHandler;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The work on one workflow task, in a thread of its own, since a local call may keep it waiting. */
final class SteppedTask implements Runnable {
    private static final ThreadLocal<@Nullable SteppedTask> CURRENT = new ThreadLocal<>();
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final WorkflowTaskHandler handler;
    private final PollWorkflowTaskQueueResponse task;
    private WorkflowTaskHandler.@Nullable Result result;
    private @Nullable Throwable failure;
    private boolean isWaiting;
    private boolean isOver;

    SteppedTask(WorkflowTaskHandler handler, PollWorkflowTaskQueueResponse task) {
        this.handler = handler;
        this.task = task;
    }

    /** The one that this thread works on. */
    static SteppedTask current() {
        return Objects.requireNonNull(CURRENT.get(), "not in the thread of a workflow task");
    }

    PollWorkflowTaskQueueResponse task() {
        return task;
    }

    @Override
    public void run() {
        CURRENT.set(this);
        try {
            end(handler.handleWorkflowTask(task), null);
        } catch (Throwable e) {
            end(null, e);
        } finally {
            CURRENT.remove();
        }
    }

    private synchronized void end(WorkflowTaskHandler.@Nullable Result answer, @Nullable Throwable problem) {
        result = answer;
        failure = problem;
        isOver = true;
        notifyAll();
    }

    /** It has made a local call, and waits for the answer. A workflow makes one at a time. */
    synchronized void suspend() {
        isWaiting = true;
        notifyAll();
    }

    synchronized void resume() {
        isWaiting = false;
    }

    /** Returns when it has ended or waits for a local call: true if it has ended. */
    synchronized boolean await() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!isOver && !isWaiting) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0)
                    throw new IllegalStateException("a workflow task does not end: " + task.getWorkflowExecution());
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return isOver;
    }

    synchronized WorkflowTaskHandler.Result result() throws Throwable {
        if (failure != null) throw failure;
        return Objects.requireNonNull(result);
    }
}
