package orchestrator.simulation.server;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Stands for what the test server would take from the machine: the common thread pool and random ids. Each scenario has
 * its own, so that jobs run one after another when the scenario says so, and ids are the same each time.
 */
public final class ServerJobs {
    private static final ThreadLocal<@Nullable ServerJobs> CURRENT = new ThreadLocal<>();

    private final Queue<Runnable> jobs = new ArrayDeque<>();
    private long ids;

    /** From now on this thread works for this scenario. */
    void enter() {
        CURRENT.set(this);
    }

    static void leave() {
        CURRENT.remove();
    }

    private static ServerJobs current() {
        ServerJobs jobs = CURRENT.get();
        if (jobs == null) throw new IllegalStateException("the test server works in a thread of no scenario");
        return jobs;
    }

    /** The server calls this instead of the common pool. */
    public static Executor pool() {
        return current()::add;
    }

    /** The server calls this instead of {@link UUID#randomUUID}. */
    public static UUID newId() {
        return current().nextId();
    }

    private synchronized void add(Runnable job) {
        jobs.add(job);
    }

    private synchronized UUID nextId() {
        return new UUID(0x4000, ++ids);
    }

    private synchronized @Nullable Runnable poll() {
        return jobs.poll();
    }

    /** Returns false if there was nothing to do. */
    boolean runAll() {
        boolean ran = false;
        for (Runnable job = poll(); job != null; job = poll()) {
            job.run();
            ran = true;
        }
        return ran;
    }
}
