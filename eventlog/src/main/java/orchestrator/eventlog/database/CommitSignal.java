package orchestrator.eventlog.database;

import java.time.Duration;

/** Tells that something may have been committed, by any process. It may tell too often, and may miss something. */
public interface CommitSignal extends AutoCloseable {

    /** True if there was a signal; false if the time is up, or nothing can be known. */
    boolean await(long millis) throws InterruptedException;

    /** How long to wait for the signal before looking without it. */
    Duration reliableFor();

    @Override
    void close();
}
