package orchestrator.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import orchestrator.bench.measure.Machine;
import orchestrator.harness.Orchestrator;

/** Requests {@code /health} every 20 ms and samples the memory of worker and API. */
final class HealthWatch {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Orchestrator orchestrator;
    private final HealthConnection connection;
    private final Thread thread;
    private final AtomicLong slowestMicros = new AtomicLong();
    private final AtomicLong workerMegabytes = new AtomicLong();
    private final AtomicLong apiMegabytes = new AtomicLong();
    private volatile boolean stopped;

    private HealthWatch(Orchestrator orchestrator) {
        this.orchestrator = orchestrator;
        this.connection = new HealthConnection(orchestrator.client().url());
        this.thread = new Thread(this::watch, "health");
    }

    /** The first answers do not count: they include the connection and the loading of classes. */
    static HealthWatch start(Orchestrator orchestrator) {
        HealthWatch watch = new HealthWatch(orchestrator);
        for (int i = 0; i < 20; i++) watch.connection.ask();
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    void stop() {
        stopped = true;
    }

    double slowestMillis() {
        return slowestMicros.get() / 1000.0;
    }

    long workerMegabytes() {
        return workerMegabytes.get();
    }

    long apiMegabytes() {
        return apiMegabytes.get();
    }

    private void watch() {
        while (!stopped) {
            long before = System.nanoTime();
            connection.ask();
            long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - before);
            slowestMicros.accumulateAndGet(micros, Math::max);
            workerMegabytes.accumulateAndGet(
                    Machine.residentMegabytes(orchestrator.worker().pid()), Math::max);
            apiMegabytes.accumulateAndGet(
                    Machine.residentMegabytes(orchestrator.api().pid()), Math::max);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        connection.close();
    }
}
