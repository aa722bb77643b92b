package orchestrator.simulation.server;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Threads of scenarios. Only one of a scenario's threads works at a time, and passes the work on in each step of a
 * workflow. Between virtual threads that costs little, so they are used where Java has them.
 */
public final class ScenarioThreads {
    /** Before, a virtual thread that waits in a synchronized block kept a thread of the machine. */
    private static final boolean VIRTUAL = Runtime.version().feature() >= 24;

    private static final ExecutorService OF_MACHINE = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "waits for the scenario");
        thread.setDaemon(true);
        return thread;
    });

    private ScenarioThreads() {}

    /**
     * Starts threads that play scenarios, with one core for each.
     *
     * @param scenarios what each of them does
     */
    public static void start(int count, Runnable scenarios) {
        if (VIRTUAL) {
            System.setProperty("jdk.virtualThreadScheduler.parallelism", String.valueOf(count));
            UntimedWaits.install();
        }
        for (int i = 0; i < count; i++) {
            if (VIRTUAL) virtual().execute(scenarios);
            else new Thread(scenarios, "scenarios-" + i).start();
        }
    }

    /** True if the scenario of this thread has virtual threads. */
    static boolean areVirtual() {
        return VIRTUAL && UntimedWaits.areInstalled();
    }

    /** For work that waits for the scenario. */
    static ExecutorService forWaiting() {
        return areVirtual() ? virtual() : OF_MACHINE;
    }

    private static ExecutorService virtual() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java has no virtual threads", e);
        }
    }
}
