package orchestrator.eventlog.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import orchestrator.eventlog.EventLogException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again what may work later: another process holds the lock, or the disk is full. Only an interrupt ends the
 * waiting, because giving up would lose events.
 */
final class WriteRetry {
    private static final Logger log = LoggerFactory.getLogger(WriteRetry.class);
    private static final long DELAY_MILLIS_MIN = 20;
    private static final long DELAY_MILLIS_MAX = 1_000;
    private static final Duration SAID_AGAIN_AFTER = Duration.ofSeconds(30);

    /** Something that talks to the database. */
    interface Attempt<T> {
        T make() throws SQLException;
    }

    private final Path file;

    WriteRetry(Path file) {
        this.file = file;
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
                if (!SqliteErrors.mayPass(e)) throw SqliteErrors.failed(file, what, e);
                if (!waited || millisSince(saidNanos) > SAID_AGAIN_AFTER.toMillis()) {
                    log.warn("event log waits what={} file={} reason={}", what, file, e.getMessage());
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
