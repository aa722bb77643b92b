package orchestrator.simulation.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One attempt of a call, which waits at the gate.
 *
 * @param name orders and names calls alike in each run of a scenario
 * @param subject what it is about, such as {@code codex-1/2}
 * @param occurrence counts the attempts with the same workflow, type and subject
 * @param local true if the workflow's own worker carries it out within the workflow task
 * @param timeMax after which the server gives this attempt up
 * @param carryOut lets the worker go on
 */
public record WaitingCall(
        String name,
        String workflow,
        String type,
        String subject,
        int occurrence,
        int attempt,
        String queue,
        boolean local,
        List<Object> arguments,
        Duration timeMax,
        Instant since,
        Runnable carryOut) {

    /** The first one; empty if there is none. */
    public Object argument() {
        return arguments.isEmpty() ? "" : arguments.get(0);
    }
}
