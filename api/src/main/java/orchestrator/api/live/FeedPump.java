package orchestrator.api.live;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.EventLogException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Visits all topics after each commit, on one thread, which rests while there is none. */
final class FeedPump implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FeedPump.class);
    private static final Duration WAIT = Duration.ofMillis(250);
    private static final Duration TICK = Duration.ofMillis(200);
    private static final long REST_NANOS_MIN = Duration.ofMillis(2).toNanos();
    private static final long REST_NANOS_MAX = Duration.ofMillis(20).toNanos();

    private final EventLog log;
    private final Collection<Following> topics;
    private final Executor questions;
    private final Interval tick = new Interval(TICK);
    private final Thread thread = new Thread(this::run, "feed-pump");
    private volatile boolean closed;

    /** @param topics as they are now, at any time */
    FeedPump(EventLog log, Collection<Following> topics, Executor questions) {
        this.log = log;
        this.topics = topics;
        this.questions = questions;
        thread.setDaemon(true);
        thread.start();
    }

    /** Threads that end when there is nothing to do. */
    static ThreadPoolExecutor threads(String name, int count) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(count, count, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** Call it when there is a new topic. */
    void wake() {
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!closed) {
            if (topics.isEmpty()) LockSupport.park(this);
            else round();
        }
    }

    /** This loop must live: if the log cannot be read now, the next round may succeed. */
    private void round() {
        try {
            long begun = System.nanoTime();
            Cursor newest = log.newest();
            Topic.Found found = Topic.Found.NOTHING;
            for (Following topic : topics) found = found.and(visit(topic.topic()));
            if (tick.isDue()) topics.forEach(this::tick);
            if (found == Topic.Found.NOTHING) log.awaitAfter(newest, WAIT);
            else if (found == Topic.Found.EVENTS) rest(System.nanoTime() - begun);
        } catch (EventLogException e) {
            if (closed) return;
            LOG.warn("cannot look for new events: {}", e.getMessage());
            LockSupport.parkNanos(WAIT.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    /** While there is much to send, half of the time is left to others; what comes meanwhile goes out together. */
    private static void rest(long workedNanos) {
        LockSupport.parkNanos(Math.max(REST_NANOS_MIN, Math.min(REST_NANOS_MAX, workedNanos)));
    }

    private Topic.Found visit(Topic topic) {
        try {
            return topic.visit();
        } catch (RuntimeException e) {
            if (closed) return Topic.Found.NOTHING;
            // The responses have begun and cannot become errors; the clients reconnect with their last ids.
            LOG.error("feeds broke off", e);
            topic.dropWaiting();
            return Topic.Found.NOTHING;
        }
    }

    private void tick(Following topic) {
        topic.ask(questions);
        topic.topic().sendHeartbeats();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
