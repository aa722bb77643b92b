package orchestrator.simulation.server;

import io.temporal.api.workflowservice.v1.PollActivityTaskQueueResponse;
import java.time.Duration;
import java.util.List;

/**
 * One attempt of a call that a worker has taken and not begun.
 *
 * @param local true if the workflow's own worker carries it out within the workflow task
 * @param timeMax after which the server gives this attempt up
 * @param carryOut does the work and reports its result to the workflow
 */
public record PolledCall(
        String workflow,
        String type,
        int attempt,
        String queue,
        boolean local,
        List<Object> arguments,
        Duration timeMax,
        Runnable carryOut) {
    static PolledCall of(
            PollActivityTaskQueueResponse task,
            String queue,
            boolean local,
            List<Object> arguments,
            Runnable carryOut) {
        return new PolledCall(
                task.getWorkflowExecution().getWorkflowId(),
                task.getActivityType().getName(),
                task.getAttempt(),
                queue,
                local,
                arguments,
                Duration.ofSeconds(task.getStartToCloseTimeout().getSeconds()),
                carryOut);
    }

    /** Thrown by a call that hangs: the server hears nothing of it, and gives it up when its time is over. */
    public static final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Unanswered() {
            super("it hangs by order of the simulation", null, false, false);
        }
    }
}
