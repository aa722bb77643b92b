package orchestrator.eventlog;

import java.nio.charset.StandardCharsets;

/** Text as UTF-8, somewhere within bytes that nobody changes. Equal only to itself and to the same place. */
public record Utf8(byte[] bytes, int from, int to) {

    public static Utf8 of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Utf8(bytes, 0, bytes.length);
    }

    public int length() {
        return to - from;
    }

    @Override
    public String toString() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
