package orchestrator.simulation.server;

import java.lang.reflect.Constructor;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Threads of scenarios. Only one of a scenario's threads works at a time, and passes the work on in each step of a
 * workflow. Between virtual threads on one thread of the machine that costs little, so they are used where Java has them.
 */
public final class ScenarioThreads {
    /**
     * Before Java 24, a virtual thread that waits in a synchronized block kept a thread of the machine. A scheduler of
     * their own is nothing that Java offers, so its package has to be open.
     */
    private static final boolean VIRTUAL = Runtime.version().feature() >= 24
            && Thread.class.getModule().isOpen("java.lang", ScenarioThreads.class.getModule());

    private static final ExecutorService OF_MACHINE = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "waits for the scenario");
        thread.setDaemon(true);
        return thread;
    });

    /** The virtual threads of the scenario of this thread. */
    private static final ThreadLocal<@Nullable ExecutorService> OWN = new ThreadLocal<>();

    private ScenarioThreads() {}

    /**
     * Starts threads that play scenarios.
     *
     * @param scenarios what each of them does
     */
    public static void start(int count, Runnable scenarios) {
        if (VIRTUAL) UntimedWaits.install();
        for (int i = 0; i < count; i++) {
            if (VIRTUAL) startVirtual("scenarios-" + i, scenarios);
            else new Thread(scenarios, "scenarios-" + i).start();
        }
    }

    private static void startVirtual(String name, Runnable scenarios) {
        ExecutorService own = virtual(name);
        own.execute(() -> {
            OWN.set(own);
            scenarios.run();
        });
    }

    /** For work of the scenario of this thread that waits for the scenario. */
    static ExecutorService forWaiting() {
        ExecutorService own = OWN.get();
        return own == null ? OF_MACHINE : own;
    }

    /** Java's own scheduler would move virtual threads between the machine's threads, and so between cores. */
    private static ExecutorService virtual(String name) {
        try {
            Constructor<?> builder =
                    Inside.find("java.lang.ThreadBuilders$VirtualThreadBuilder").getDeclaredConstructor(Executor.class);
            builder.setAccessible(true);
            Object threads = builder.newInstance(new Carrier(name));
            Class<?> type = Inside.find("java.lang.Thread$Builder");
            return (ExecutorService) Executors.class
                    .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                    .invoke(null, type.getMethod("factory").invoke(threads));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java has other virtual threads", e);
        }
    }

    /** A thread of the machine that carries the virtual threads of one scenario. */
    private static final class Carrier implements Executor {
        private final LinkedBlockingQueue<Runnable> ready = new LinkedBlockingQueue<>();

        Carrier(String name) {
            Thread thread = new Thread(this::carry, name);
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void execute(Runnable virtual) {
            ready.add(virtual);
        }

        private void carry() {
            try {
                while (true) ready.take().run();
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts it", e);
            }
        }
    }
}
