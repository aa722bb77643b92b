package orchestrator.harness;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The wall clock in microseconds, which all processes of a machine share. */
public final class WallClock {

    private WallClock() {}

    public static long micros() {
        return micros(Instant.now());
    }

    public static long micros(Instant instant) {
        return TimeUnit.SECONDS.toMicros(instant.getEpochSecond()) + instant.getNano() / 1_000;
    }
}
