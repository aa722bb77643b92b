package orchestrator.simulation.server;

import java.util.List;

/**
 * One attempt of a call that a worker has taken and not begun.
 *
 * @param local true if the workflow's own worker carries it out within the workflow task
 * @param carryOut does the work and reports its result to the workflow
 */
public record PolledCall(
        String workflow,
        String type,
        int attempt,
        String queue,
        boolean local,
        List<Object> arguments,
        Runnable carryOut) {}
