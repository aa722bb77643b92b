package orchestrator.watch;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The clocks of a watcher: one that never jumps, for waiting, and one that files are dated by. */
interface WatchTime {
    WatchTime SYSTEM = new WatchTime() {
        @Override
        public long millis() {
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        }

        @Override
        public Instant now() {
            return Instant.now();
        }
    };

    long millis();

    Instant now();
}
