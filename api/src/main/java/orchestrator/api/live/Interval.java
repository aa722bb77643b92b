package orchestrator.api.live;

import java.time.Duration;

/** A timer that is due once per period. */
final class Interval {
    private final long nanos;
    private long since = System.nanoTime();

    Interval(Duration period) {
        this.nanos = period.toNanos();
    }

    boolean isDue() {
        if (System.nanoTime() - since < nanos) return false;
        restart();
        return true;
    }

    void restart() {
        since = System.nanoTime();
    }
}
