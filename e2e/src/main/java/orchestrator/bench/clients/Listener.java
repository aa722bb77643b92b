package orchestrator.bench.clients;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One client: finds the numbers and times in the events, and checks that each number comes once, in order. */
final class Listener {
    private static final byte[] MARK = "\"text\":\"chatter ".getBytes(StandardCharsets.UTF_8);
    private static final byte[] END = "event: end".getBytes(StandardCharsets.UTF_8);
    private static final byte[] ACCEPTED = "HTTP/1.1 200".getBytes(StandardCharsets.UTF_8);

    /** The text of an event has its number; its data has the agent's line, with the number as an id and in the text. */
    private static final int REPEATED = 3;

    private final SocketChannel channel;
    /** What was read and is not handled yet, from the beginning of a line on. */
    private byte[] bytes = new byte[1 << 12];

    private int filled;
    /** Where the mark was in the last line that had one, and how long the line was after it, its number not counted. */
    private int markAt;

    private int tail;
    private long next;
    private long lost;
    private long doubled;
    private boolean accepted;
    private boolean refused;
    private boolean ended;

    /** Where the times go. */
    interface Latencies {
        void add(long number, long printedMicros);
    }

    Listener(SocketChannel channel) {
        this.channel = channel;
    }

    /** Reads what there is; false at the end of the connection. */
    boolean read(ByteBuffer buffer, Latencies latencies) throws IOException {
        buffer.clear();
        int count = channel.read(buffer);
        if (count < 0) return false;
        if (bytes.length - filled < count) bytes = Arrays.copyOf(bytes, filled + count);
        buffer.flip().get(bytes, filled, count);
        filled += count;
        lines(latencies);
        return true;
    }

    private void lines(Latencies latencies) {
        int begin = 0;
        for (int end = endOfLine(begin); end < filled; end = endOfLine(begin)) {
            line(begin, end, latencies);
            begin = end + 1;
        }
        filled -= begin;
        System.arraycopy(bytes, begin, bytes, 0, filled);
    }

    /** Looks first where a line like the last one with a mark would end, because most are alike. */
    private int endOfLine(int begin) {
        int mark = begin + markAt;
        if (begin < filled && bytes[begin] == 'd' && isMark(mark, filled)) {
            int expected = mark + tail + REPEATED * digits(mark + MARK.length);
            if (expected < filled && bytes[expected] == '\n') return expected;
        }
        int end = begin;
        while (end < filled && bytes[end] != '\n') end++;
        return end;
    }

    private void line(int from, int to, Latencies latencies) {
        if (startsWith(from, to, ACCEPTED)) accepted = true;
        else if (!accepted) refused = true;
        else if (startsWith(from, to, END)) ended = true;
        else if (bytes[from] == 'd') event(from, to, latencies);
    }

    private void event(int from, int to, Latencies latencies) {
        int mark = from + markAt;
        if (!isMark(mark, to)) {
            mark = from;
            while (mark < to && !isMark(mark, to)) mark++;
            if (mark == to) return;
            markAt = mark - from;
        }
        int number = mark + MARK.length;
        int digits = digits(number);
        tail = to - mark - REPEATED * digits;
        arrived(number(number), number(number + digits + 1), latencies);
    }

    private boolean isMark(int at, int to) {
        return to - at >= MARK.length && bytes[at] == MARK[0] && startsWith(at, to, MARK);
    }

    private int digits(int from) {
        int at = from;
        while (at < filled && bytes[at] >= '0' && bytes[at] <= '9') at++;
        return at - from;
    }

    private void arrived(long number, long printedMicros, Latencies latencies) {
        if (number < next) doubled++;
        else lost += number - next;
        next = Math.max(next, number + 1);
        latencies.add(number, printedMicros);
    }

    private boolean startsWith(int from, int to, byte[] mark) {
        return to - from >= mark.length && Arrays.equals(bytes, from, from + mark.length, mark, 0, mark.length);
    }

    private long number(int from) {
        long number = 0;
        for (int i = from; bytes[i] >= '0' && bytes[i] <= '9'; i++) number = 10 * number + bytes[i] - '0';
        return number;
    }

    boolean accepted() {
        return accepted;
    }

    boolean refused() {
        return refused;
    }

    boolean ended() {
        return ended;
    }

    /** True once it has got the last event of so many. */
    boolean hasHeard(long count) {
        return next >= count;
    }

    long lostOf(long count) {
        return lost + count - next;
    }

    long doubled() {
        return doubled;
    }

    void close() throws IOException {
        channel.close();
    }
}
