package orchestrator.activity;

import io.temporal.client.ActivityCompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Sends heartbeats while the activity's thread waits, for example for the event log while the disk is full. Without
 * them, Temporal would start attempt after attempt, all waiting. Interrupts the thread if the activity is cancelled.
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

    /** For the activity of this thread. */
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

    /** Clears our interrupt, so that the thread's next task does not see it. */
    void close() {
        beating.cancel(false);
        synchronized (this) {
            closed = true;
            if (interrupted) Thread.interrupted();
        }
    }
}
