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

    private final SocketChannel channel;
    private byte[] rest = new byte[0];
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
        byte[] bytes = Arrays.copyOf(rest, rest.length + count);
        buffer.flip().get(bytes, rest.length, count);
        lines(bytes, latencies);
        return true;
    }

    private void lines(byte[] bytes, Latencies latencies) {
        int begin = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '\n') continue;
            line(bytes, begin, i, latencies);
            begin = i + 1;
        }
        rest = Arrays.copyOfRange(bytes, begin, bytes.length);
    }

    private void line(byte[] bytes, int from, int to, Latencies latencies) {
        if (startsWith(bytes, from, to, ACCEPTED)) accepted = true;
        else if (!accepted) refused = true;
        else if (startsWith(bytes, from, to, END)) ended = true;
        else if (bytes[from] == 'd') event(bytes, from, to, latencies);
    }

    private void event(byte[] bytes, int from, int to, Latencies latencies) {
        for (int i = from; i + MARK.length < to; i++) {
            if (!startsWith(bytes, i, to, MARK)) continue;
            int space = i + MARK.length;
            while (bytes[space] != ' ') space++;
            arrived(number(bytes, i + MARK.length), number(bytes, space + 1), latencies);
            return;
        }
    }

    private void arrived(long number, long printedMicros, Latencies latencies) {
        if (number < next) doubled++;
        else lost += number - next;
        next = Math.max(next, number + 1);
        latencies.add(number, printedMicros);
    }

    private static boolean startsWith(byte[] bytes, int from, int to, byte[] mark) {
        return to - from >= mark.length && Arrays.equals(bytes, from, from + mark.length, mark, 0, mark.length);
    }

    private static long number(byte[] bytes, int from) {
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
