package orchestrator.eventlog.sqlite;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import orchestrator.eventlog.EventLogException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes those who wait for new events. One thread looks at the database for all of them: at once when its directory
 * changes, and now and then all the same. It starts with the first who waits and rests while nobody does.
 */
final class CommitWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CommitWatch.class);
    private static final Duration WAIT_MAX = Duration.ofDays(1);

    /** A flood changes the file all the time; to look at it every few milliseconds is enough. */
    private static final long GAP_MILLIS = 3;

    private final LongSupplier newestId;
    private final Supplier<DirectoryChanges> changes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Condition someoneWaits = lock.newCondition();
    private long lastId;
    private int waiting;
    private boolean closed;
    private @Nullable Thread watcher;

    CommitWatch(LongSupplier newestId, Supplier<DirectoryChanges> changes) {
        this.newestId = newestId;
        this.changes = changes;
    }

    /** Tells of an event that is known to be committed. */
    void committed(long id) {
        lock.lock();
        try {
            if (id <= lastId) return;
            lastId = id;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean awaitAfter(long afterId, Duration atMost) throws InterruptedException {
        register();
        try {
            // INVARIANT: one who waits is registered before the database is looked at, so no commit falls in between.
            if (lastIdSeen() <= afterId) committed(newestId.getAsLong());
            return await(afterId, (atMost.compareTo(WAIT_MAX) < 0 ? atMost : WAIT_MAX).toNanos());
        } finally {
            unregister();
        }
    }

    private boolean await(long afterId, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (lastId <= afterId) {
                if (closed) throw EventLogException.closed();
                if (left <= 0) return false;
                left = news.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void register() {
        lock.lock();
        try {
            if (closed) throw EventLogException.closed();
            waiting++;
            someoneWaits.signal();
            if (watcher == null) watcher = startWatcher();
        } finally {
            lock.unlock();
        }
    }

    private void unregister() {
        lock.lock();
        try {
            waiting--;
        } finally {
            lock.unlock();
        }
    }

    private Thread startWatcher() {
        Thread thread = new Thread(this::watch, "event-log-watch");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void watch() {
        try (DirectoryChanges directory = changes.get()) {
            long pauseMillis = 1;
            while (true) {
                restUntilSomeoneWaits();
                boolean changed = directory.await(pauseMillis);
                changed |= look();
                // The file changes a moment before the commit can be seen: look again soon, then less and less often.
                pauseMillis = changed ? 1 : Math.min(2 * pauseMillis, directory.pauseMillisMax());
                if (changed) Thread.sleep(GAP_MILLIS);
            }
        } catch (InterruptedException e) {
            log.debug("watch on the event log ends");
        }
    }

    private void restUntilSomeoneWaits() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting == 0) someoneWaits.await();
        } finally {
            lock.unlock();
        }
    }

    /** This loop must live: what cannot be read now is looked for again later. */
    private boolean look() {
        try {
            long id = newestId.getAsLong();
            boolean isNew = id > lastIdSeen();
            committed(id);
            return isNew;
        } catch (EventLogException e) {
            if (!isClosed()) log.warn("cannot look for new events reason={}", e.getMessage());
            return false;
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private long lastIdSeen() {
        lock.lock();
        try {
            return lastId;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            news.signalAll();
            if (watcher != null) watcher.interrupt();
        } finally {
            lock.unlock();
        }
    }
}
