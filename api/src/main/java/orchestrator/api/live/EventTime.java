package orchestrator.api.live;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes times as {@link Instant#toString} does. Times in a row are mostly of the same second, so that is kept. */
final class EventTime {
    private static final int NANOS_PER_MICRO = 1_000;
    private static final int DIGITS = 6;

    private static volatile @Nullable Second last;

    /** @param text up to the full seconds, without the {@code Z} */
    private record Second(long epochSecond, String text) {}

    private EventTime() {}

    static String text(Instant at) {
        int micros = at.getNano() / NANOS_PER_MICRO;
        if (at.getNano() % NANOS_PER_MICRO != 0 || micros == 0 || micros % NANOS_PER_MICRO == 0) return at.toString();
        String digits = Integer.toString(micros);
        return second(at) + "." + "0".repeat(DIGITS - digits.length()) + digits + "Z";
    }

    private static String second(Instant at) {
        Second known = last;
        if (known == null || known.epochSecond() != at.getEpochSecond()) {
            String text = Instant.ofEpochSecond(at.getEpochSecond()).toString();
            known = new Second(at.getEpochSecond(), text.substring(0, text.length() - 1));
            last = known;
        }
        return known.text();
    }
}
