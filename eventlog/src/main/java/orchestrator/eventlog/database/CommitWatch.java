package orchestrator.eventlog.database;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventLogException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes readers that wait for new events. One thread checks the database for all of them: at each commit signal, and
 * now and then without one. It starts with the first waiting reader and pauses while there is none.
 */
public final class CommitWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CommitWatch.class);
    private static final Duration WAIT_MAX = Duration.ofDays(1);

    /** Even in a flood of commits, one check every few milliseconds is enough. */
    private static final long GAP_MILLIS = 3;

    private final Database database;
    private final CommitOrder order;
    private final Supplier<Cursor> newest;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Condition readerWaits = lock.newCondition();
    private Cursor last = Cursor.START;
    private int waiting;
    private boolean closed;
    private @Nullable Thread watcher;

    /** @param newest reads the newest cursor from the database */
    public CommitWatch(Database database, Supplier<Cursor> newest) {
        this.database = database;
        this.order = database.order();
        this.newest = newest;
    }

    /** Wakes readers that wait for events up to this one, which is known to be committed. */
    public void onCommit(Cursor cursor) {
        lock.lock();
        try {
            if (order.compare(cursor, last) <= 0) return;
            last = cursor;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until an event after the cursor is committed; false if the time is up first. */
    public boolean awaitAfter(Cursor cursor, Duration atMost) throws InterruptedException {
        register();
        try {
            // INVARIANT: we register before we check the database, so that no commit falls in between.
            if (!isSeenBehind(cursor)) onCommit(newest.get());
            return await(cursor, (atMost.compareTo(WAIT_MAX) < 0 ? atMost : WAIT_MAX).toNanos());
        } finally {
            unregister();
        }
    }

    private boolean await(Cursor cursor, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (order.compare(last, cursor) <= 0) {
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
            readerWaits.signal();
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
        try (CommitSignal signal = database.watch()) {
            long pauseMillis = 1;
            while (true) {
                restUntilReaderWaits();
                boolean changed = signal.await(pauseMillis);
                changed |= look();
                // The signal may come a moment before the commit is visible: check again soon, then at growing
                // intervals.
                pauseMillis = changed
                        ? 1
                        : Math.min(2 * pauseMillis, signal.reliableFor().toMillis());
                if (changed) Thread.sleep(GAP_MILLIS);
            }
        } catch (InterruptedException e) {
            log.debug("watch on the event log ends");
        }
    }

    private void restUntilReaderWaits() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting == 0) readerWaits.await();
        } finally {
            lock.unlock();
        }
    }

    /** This loop must live: if the database cannot be read now, the next check may succeed. */
    private boolean look() {
        try {
            Cursor found = newest.get();
            boolean isNew = !isSeen(found);
            onCommit(found);
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

    private boolean isSeen(Cursor cursor) {
        lock.lock();
        try {
            return order.compare(cursor, last) <= 0;
        } finally {
            lock.unlock();
        }
    }

    private boolean isSeenBehind(Cursor cursor) {
        lock.lock();
        try {
            return order.compare(last, cursor) > 0;
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
