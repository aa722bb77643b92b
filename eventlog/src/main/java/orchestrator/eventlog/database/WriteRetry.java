package orchestrator.eventlog.database;

import java.sql.SQLException;
import java.time.Duration;
import orchestrator.eventlog.EventLogException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Retries a write until it succeeds or cannot succeed: another process may hold the lock, or the disk may be full. Only an
 * interrupt ends the waiting, because giving up would lose events.
 */
final class WriteRetry {
    private static final Logger log = LoggerFactory.getLogger(WriteRetry.class);
    private static final long DELAY_MILLIS_MIN = 20;
    private static final long DELAY_MILLIS_MAX = 1_000;
    private static final Duration SAID_AGAIN_AFTER = Duration.ofSeconds(30);

    /** One try. */
    interface Attempt<T> {
        T make() throws SQLException;
    }

    private final Database database;

    WriteRetry(Database database) {
        this.database = database;
    }

    <T> T insist(String what, Attempt<T> attempt) {
        long startedNanos = System.nanoTime();
        long saidNanos = 0;
        boolean waited = false;
        for (long delay = DELAY_MILLIS_MIN; ; delay = Math.min(2 * delay, DELAY_MILLIS_MAX)) {
            try {
                T answer = attempt.make();
                if (waited) log.info("event log goes on what={} waitedMillis={}", what, millisSince(startedNanos));
                return answer;
            } catch (SQLException e) {
                if (!database.mayPass(e)) throw database.failed(what, e);
                if (!waited || millisSince(saidNanos) > SAID_AGAIN_AFTER.toMillis()) {
                    log.warn("event log waits what={} database={} reason={}", what, database.name(), e.getMessage());
                    saidNanos = System.nanoTime();
                }
                waited = true;
                pause(what, delay);
            }
        }
    }

    private void pause(String what, long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw EventLogException.interrupted(what);
        }
    }

    private static long millisSince(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
    }
}
