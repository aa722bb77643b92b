package orchestrator.api.live;

import com.fasterxml.jackson.core.io.CharTypes;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
        room(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
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
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        room(utf8.length + 2);
        bytes[length++] = '"';
        if (isPlain(utf8)) raw(utf8);
        else raw(JsonStringEncoder.getInstance().quoteAsUTF8(Text.clean(text)));
        room(1);
        bytes[length++] = '"';
        return this;
    }

    /** A question mark may stand for half of a character, which has no UTF-8 form. */
    private static boolean isPlain(byte[] utf8) {
        for (byte one : utf8) {
            if (one < 0 || ESCAPES[one] != 0 || one == '?') return false;
        }
        return true;
    }

    /** A JSON value that was written before. A line break can only be a blank between its parts, so it becomes one. */
    JsonBytes json(String written) {
        int from = length;
        raw(written.getBytes(StandardCharsets.UTF_8));
        for (int at = from; at < length; at++) {
            if (bytes[at] == '\n' || bytes[at] == '\r') bytes[at] = ' ';
        }
        return this;
    }

    private void room(int more) {
        if (bytes.length - length < more) bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
}
