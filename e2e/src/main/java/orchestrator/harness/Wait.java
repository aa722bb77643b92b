package orchestrator.harness;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Polls for what other processes do. */
public final class Wait {

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private Wait() {}

    public static void until(String what, Duration atMost, BooleanSupplier happened) {
        until(what, atMost, () -> happened.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** Returns the first value; {@code what} is the failure's message if there is none in time. */
    public static <T> T until(String what, Duration atMost, Supplier<Optional<T>> look) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            Optional<T> found = look.get();
            if (found.isPresent()) return found.get();
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "not within " + TimeUnit.NANOSECONDS.toSeconds(atMost.toNanos()) + " s: " + what);
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }
}
