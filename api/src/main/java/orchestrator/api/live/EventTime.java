package orchestrator.api.live;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import orchestrator.eventlog.Utf8;
import org.jspecify.annotations.Nullable;

/** Writes times as {@link Instant#toString} does. Times in a row are mostly of the same second, so that is kept. */
final class EventTime {
    private static final int NANOS_PER_MICRO = 1_000;
    private static final int DIGITS = 6;
    private static final byte[] END = {'Z', '"'};

    private static volatile @Nullable Second last;

    /**
     * @param text up to the full seconds, without the {@code Z}
     * @param begin of a JSON string, up to the point
     */
    private record Second(long epochSecond, String text, byte[] begin) {}

    private EventTime() {}

    static String text(Instant at) {
        int micros = at.getNano() / NANOS_PER_MICRO;
        if (at.getNano() % NANOS_PER_MICRO != 0 || micros == 0 || micros % NANOS_PER_MICRO == 0) return at.toString();
        String digits = Integer.toString(micros);
        return second(at.getEpochSecond()).text() + "." + "0".repeat(DIGITS - digits.length()) + digits + "Z";
    }

    /**
     * Writes a time as a JSON string.
     *
     * @param micros since 1970, in digits, of which the last six are those after the point
     */
    static void write(Utf8 micros, JsonBytes to) {
        int point = micros.to() - DIGITS;
        if (micros.length() <= DIGITS || micros.bytes()[micros.from()] == '-' || endsWithZeros(micros)) {
            to.string(text(Instant.EPOCH.plus(Long.parseLong(micros.toString()), ChronoUnit.MICROS)));
            return;
        }
        long epochSecond = 0;
        for (int at = micros.from(); at < point; at++) epochSecond = 10 * epochSecond + micros.bytes()[at] - '0';
        to.raw(second(epochSecond).begin())
                .raw(new Utf8(micros.bytes(), point, micros.to()))
                .raw(END);
    }

    /** Then the text is shorter. */
    private static boolean endsWithZeros(Utf8 micros) {
        byte[] bytes = micros.bytes();
        int to = micros.to();
        return bytes[to - 1] == '0' && bytes[to - 2] == '0' && bytes[to - 3] == '0';
    }

    private static Second second(long epochSecond) {
        Second known = last;
        if (known == null || known.epochSecond() != epochSecond) {
            String utc = Instant.ofEpochSecond(epochSecond).toString();
            String text = utc.substring(0, utc.length() - 1);
            known = new Second(epochSecond, text, ('"' + text + '.').getBytes(StandardCharsets.US_ASCII));
            last = known;
        }
        return known;
    }
}
