package orchestrator.eventlog.database;

import java.time.Duration;

/**
 * Signals that any process may have committed something. There may be signals without a commit, and commits without
 * one.
 */
public interface CommitSignal extends AutoCloseable {

    /** True if there was a signal; false if the time is up, or if this system cannot watch. */
    boolean await(long millis) throws InterruptedException;

    /** The longest wait for a signal before the database is checked without one. */
    Duration reliableFor();

    @Override
    void close();
}
