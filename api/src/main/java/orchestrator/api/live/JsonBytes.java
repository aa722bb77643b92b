package orchestrator.api.live;

import com.fasterxml.jackson.core.io.CharTypes;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import orchestrator.eventlog.Utf8;
import orchestrator.text.Text;

/**
 * Bytes that go over the wire: UTF-8 and JSON, which never contains a line break. It writes what the mapper would, in a
 * fraction of the time, because the texts of events are mostly short and need no escape.
 */
final class JsonBytes {
    private static final int BYTES_USUAL = 1_024;
    private static final int LONG_DIGITS_MAX = 20;
    /** 0 for each ASCII character that stands for itself. */
    private static final int[] ESCAPES = CharTypes.get7BitOutputEscapes();

    private byte[] bytes = new byte[BYTES_USUAL];
    private int length;

    int length() {
        return length;
    }

    /** Forgets what was written after this length. */
    void cutTo(int shorter) {
        length = shorter;
    }

    /** Returns everything, and begins anew. */
    byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, length);
        length = 0;
        return taken;
    }

    JsonBytes raw(byte[] more) {
        return raw(more, 0, more.length);
    }

    JsonBytes raw(Utf8 more) {
        return raw(more.bytes(), more.from(), more.to());
    }

    private JsonBytes raw(byte[] more, int from, int to) {
        int count = to - from;
        room(count);
        System.arraycopy(more, from, bytes, length, count);
        length += count;
        return this;
    }

    JsonBytes number(long number) {
        if (number < 0) return raw(Long.toString(number).getBytes(StandardCharsets.UTF_8));
        room(LONG_DIGITS_MAX);
        int end = length + digits(number);
        long rest = number;
        for (int at = end - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length = end;
        return this;
    }

    private static int digits(long number) {
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) digits++;
        return digits;
    }

    /** A JSON string. */
    JsonBytes string(String text) {
        Utf8 utf8 = Utf8.of(text);
        if (isPlain(utf8)) return plain(utf8);
        room(1);
        bytes[length++] = '"';
        raw(JsonStringEncoder.getInstance().quoteAsUTF8(Text.clean(text)));
        room(1);
        bytes[length++] = '"';
        return this;
    }

    /** A JSON string. */
    JsonBytes string(Utf8 text) {
        return isPlain(text) ? plain(text) : string(text.toString());
    }

    private JsonBytes plain(Utf8 text) {
        room(text.length() + 2);
        bytes[length++] = '"';
        raw(text);
        bytes[length++] = '"';
        return this;
    }

    /** A question mark may stand for half of a character, which has no UTF-8 form. */
    private static boolean isPlain(Utf8 utf8) {
        byte[] text = utf8.bytes();
        for (int at = utf8.from(); at < utf8.to(); at++) {
            byte one = text[at];
            if (one < 0 || ESCAPES[one] != 0 || one == '?') return false;
        }
        return true;
    }

    /** A JSON value that was written before. A line break can only be a blank between its parts, so it becomes one. */
    JsonBytes json(String written) {
        int from = length;
        raw(Utf8.of(written));
        for (int at = from; at < length; at++) {
            if (bytes[at] == '\n' || bytes[at] == '\r') bytes[at] = ' ';
        }
        return this;
    }

    private void room(int more) {
        if (bytes.length - length < more) bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
}
