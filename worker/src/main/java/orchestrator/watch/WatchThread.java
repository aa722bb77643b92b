package orchestrator.watch;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import orchestrator.autofix.WatchActivities.Batch;
import orchestrator.autofix.WatchActivities.WatchOrder;
import orchestrator.watch.source.ChangeSignals;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches one project for as long as somebody asks for its batches. */
final class WatchThread implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(WatchThread.class);
    private static final long AFTER_FAILURE_MILLIS = 5_000;
    private static final long LOOK_AGAIN_MILLIS = 1_000;
    private static final long FORGOTTEN_MILLIS = Duration.ofMinutes(10).toMillis();

    private final WatchOrder order;
    private final KnownFiles known;
    private final ProjectWatcher watcher;
    private final WatchTime time;
    private final ReentrantLock turn = new ReentrantLock();
    private final Condition news = turn.newCondition();
    private final Thread thread;
    private @Nullable RuntimeException failure;
    private int waiting;
    private long askedAt;
    private volatile boolean closed;

    WatchThread(WatchOrder order, KnownFiles known, ProjectWatcher.Tools tools) {
        this.order = order;
        this.known = known;
        this.watcher = new ProjectWatcher(order, known, tools);
        this.time = tools.time();
        this.askedAt = time.millis();
        this.thread = new Thread(this, "watch-" + order.project());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** True if it watches what the order names, and goes on with it. */
    boolean serves(WatchOrder other) {
        return !closed
                && thread.isAlive()
                && order.target().equals(other.target())
                && order.paths().equals(other.paths())
                && order.debounceMillis() == other.debounceMillis();
    }

    @Override
    public void run() {
        try {
            while (!closed && !isForgotten()) turnOnce();
        } catch (InterruptedException end) {
            log.debug("watching was interrupted project={}", order.project());
        } finally {
            end();
        }
    }

    private void end() {
        turn.lock();
        try {
            closed = true;
            watcher.close();
            known.close();
            news.signalAll();
        } finally {
            turn.unlock();
        }
        log.info("watching ended project={}", order.project());
    }

    /** A failure must not end the watching: the disk may have room again, or a repository may be repaired. */
    private void turnOnce() throws InterruptedException {
        try {
            ChangeSignals signals = watcher.await(waitMillis());
            locked(() -> {
                watcher.step(signals);
                failure = null;
                news.signalAll();
            });
        } catch (RuntimeException e) {
            if (closed) return;
            log.warn("watching failed project={}", order.project(), e);
            locked(() -> {
                failure = e;
                watcher.scanAgain();
                news.signalAll();
            });
            TimeUnit.MILLISECONDS.sleep(AFTER_FAILURE_MILLIS);
        }
    }

    private long waitMillis() throws InterruptedException {
        turn.lockInterruptibly();
        try {
            return watcher.waitMillis();
        } finally {
            turn.unlock();
        }
    }

    private void locked(Runnable work) throws InterruptedException {
        turn.lockInterruptibly();
        try {
            work.run();
        } finally {
            turn.unlock();
        }
    }

    private boolean isForgotten() throws InterruptedException {
        turn.lockInterruptibly();
        try {
            return waiting == 0 && time.millis() - askedAt > FORGOTTEN_MILLIS;
        } finally {
            turn.unlock();
        }
    }

    /** The batch that is not acknowledged, or else the next one; nothing if the watching was ended meanwhile. */
    Batch next(WatchOrder asked) throws InterruptedException {
        turn.lockInterruptibly();
        waiting++;
        try {
            if (closed) return Batch.nothing(asked.acknowledged());
            known.acknowledge(asked.acknowledged());
            if (asked.wholeWait()) watcher.settle();
            else watcher.scanAgain();
            return await(asked);
        } finally {
            waiting--;
            askedAt = time.millis();
            turn.unlock();
        }
    }

    private Batch await(WatchOrder asked) throws InterruptedException {
        while (!closed) {
            Optional<Batch> batch = known.unacknowledged();
            if (batch.isPresent()) return batch.get();
            if (!asked.wholeWait() && watcher.isIdle()) break;
            if (failure != null) throw failure;
            news.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }
        return Batch.nothing(asked.acknowledged());
    }

    /** Empty if it has ended. */
    Optional<WatcherFacts> facts() {
        try {
            return closed || !thread.isAlive() ? Optional.empty() : Optional.of(watcher.facts());
        } catch (FilesNotKept endedMeanwhile) {
            return Optional.empty();
        }
    }

    void close() throws InterruptedException {
        closed = true;
        thread.interrupt();
        thread.join();
    }
}
