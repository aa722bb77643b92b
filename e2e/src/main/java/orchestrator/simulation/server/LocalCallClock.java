package orchestrator.simulation.server;

import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The SDK adds the machine's time that a local call took to the workflow's time. In a simulation it takes none, so that a
 * workflow sees the same times whenever its scenario is played.
 */
public final class LocalCallClock {
    private static final Class<?> RUNNER = Inside.find("io.temporal.internal.sync.DeterministicRunnerImpl");

    private LocalCallClock() {}

    /** Stops the clocks of the local calls that the workflow of this thread has made. */
    public static void stop() {
        Object thread = Inside.call(RUNNER, "currentThreadInternal");
        Object context = Inside.call(thread, "getWorkflowContext");
        Object replay = Inside.read(context, "replayContext");
        Object machines = Inside.read(replay, "workflowStateMachines");
        // A call that begins in the future has taken no time.
        long later = System.nanoTime() + TimeUnit.DAYS.toNanos(1);
        ((Map<?, ?>) Inside.read(machines, "localActivityMap"))
                .values()
                .forEach(call -> Inside.write(call, "systemNanoTimeWhenStarted", later));
    }
}
