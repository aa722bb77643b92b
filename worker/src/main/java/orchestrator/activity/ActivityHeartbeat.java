package orchestrator.activity;

import io.temporal.client.ActivityCompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Keeps an activity's heart beating while its thread waits for the event log, which may take as long as a disk is full:
 * else Temporal would start attempt after attempt, all waiting. Where nobody wants the activity any more, the thread is
 * interrupted.
 */
final class ActivityHeartbeat {
    private static final long EVERY_SECONDS = 5;
    private static final ScheduledExecutorService CLOCKWORK = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "pulse");
        thread.setDaemon(true);
        return thread;
    });

    private final Thread waiting = Thread.currentThread();
    private final Runnable heartbeat;
    private final ScheduledFuture<?> beating;
    private boolean closed;
    private boolean interrupted;

    private ActivityHeartbeat(Runnable heartbeat, long everyMillis) {
        this.heartbeat = heartbeat;
        beating = CLOCKWORK.scheduleWithFixedDelay(this::beat, everyMillis, everyMillis, TimeUnit.MILLISECONDS);
    }

    /** For the activity that this thread carries out. */
    static ActivityHeartbeat of(Runnable heartbeat) {
        return every(TimeUnit.SECONDS.toMillis(EVERY_SECONDS), heartbeat);
    }

    static ActivityHeartbeat every(long millis, Runnable heartbeat) {
        return new ActivityHeartbeat(heartbeat, millis);
    }

    private synchronized void beat() {
        if (closed || interrupted) return;
        try {
            heartbeat.run();
        } catch (ActivityCompletionException unwanted) {
            interrupted = true;
            waiting.interrupt();
        }
    }

    /** The thread's next work must not find an interrupt that was meant for this one. */
    void close() {
        beating.cancel(false);
        synchronized (this) {
            closed = true;
            if (interrupted) Thread.interrupted();
        }
    }
}
