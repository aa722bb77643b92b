package orchestrator.bench.clients;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import orchestrator.harness.WallClock;
import orchestrator.json.Json;

/**
 * Many clients of one session, {@code Listeners PORT SESSION TOKEN CLIENTS EVENTS}: prints {@code ready} when all are
 * connected, {@code heard} when all have got the last event, and at the end what they have seen as JSON. Events in the
 * first tenth are not timed.
 */
public final class Listeners {
    private static final int CONNECTING_AT_ONCE = 32;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
    private final List<Listener> listeners = new ArrayList<>();
    private final long events;
    private final long deadline = System.nanoTime() + PATIENCE_NANOS;
    private long[] micros;
    private int timed;
    private int refused;
    private long nowMicros;
    private long firstPrinted;
    private long lastHeard;

    /**
     * @param seconds from the first line that was printed until the last client got the last line
     * @param cpuSeconds of the clients' own process: near those that passed, it was what limited the numbers
     */
    public record Seen(
            double p50,
            double p99,
            double max,
            double seconds,
            long lost,
            long doubled,
            int ended,
            int refused,
            double cpuSeconds) {}

    private Listeners(int clients, long events) {
        this.events = events;
        this.micros = new long[(int) Math.min(20_000_000L, clients * events)];
    }

    public static void main(String[] arguments) throws IOException {
        int clients = Integer.parseInt(arguments[3]);
        Listeners listeners = new Listeners(clients, Long.parseLong(arguments[4]));
        String request = "GET /api/v1/" + arguments[1] + "/events?after=0 HTTP/1.1\r\nHost: 127.0.0.1:" + arguments[0]
                + "\r\nAccept: text/event-stream\r\nAuthorization: Bearer " + arguments[2] + "\r\n\r\n";
        listeners.run(Integer.parseInt(arguments[0]), request, clients);
    }

    private void run(int port, String request, int clients) throws IOException {
        try (Selector selector = Selector.open()) {
            while (accepted() + refused < clients) {
                while (listeners.size() < clients && listeners.size() - accepted() - refused < CONNECTING_AT_ONCE)
                    connect(selector, port, request);
                listen(selector);
            }
            System.out.println("ready " + accepted());
            while (!haveAll() && ended() + refused < clients && System.nanoTime() < deadline) listen(selector);
            System.out.println("heard");
            while (ended() + refused < clients && System.nanoTime() < deadline) listen(selector);
        }
        System.out.println(Json.write(seen()));
    }

    private void connect(Selector selector, int port, String request) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
        channel.configureBlocking(false);
        Listener listener = new Listener(channel);
        channel.register(selector, SelectionKey.OP_READ, listener);
        listeners.add(listener);
    }

    private void listen(Selector selector) throws IOException {
        selector.select(this::read, 1_000);
    }

    private void read(SelectionKey key) {
        Listener listener = (Listener) key.attachment();
        nowMicros = WallClock.micros();
        try {
            boolean open = listener.read(buffer, this::time);
            if (open && !listener.refused()) return;
            if (listener.refused()) refused++;
            key.cancel();
            listener.close();
        } catch (IOException e) {
            System.err.println("a client broke off: " + e);
            key.cancel();
        }
    }

    private void time(long number, long printedMicros) {
        if (firstPrinted == 0) firstPrinted = printedMicros;
        lastHeard = nowMicros;
        if (number >= events / 10 && timed < micros.length) micros[timed++] = nowMicros - printedMicros;
    }

    private int accepted() {
        return (int) listeners.stream().filter(Listener::accepted).count();
    }

    private boolean haveAll() {
        return listeners.stream().allMatch(listener -> listener.hasHeard(events));
    }

    private int ended() {
        return (int) listeners.stream().filter(Listener::ended).count();
    }

    private Seen seen() {
        double cpu = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                        .getProcessCpuTime()
                / 1e9;
        Arrays.sort(micros, 0, timed);
        List<Listener> heard = listeners.stream().filter(Listener::accepted).toList();
        return new Seen(
                rank(0.50),
                rank(0.99),
                rank(1),
                (lastHeard - firstPrinted) / 1e6,
                heard.stream().mapToLong(listener -> listener.lostOf(events)).sum(),
                heard.stream().mapToLong(Listener::doubled).sum(),
                ended(),
                refused,
                cpu);
    }

    /** In milliseconds. */
    private double rank(double share) {
        return timed == 0 ? Double.NaN : micros[Math.max(0, (int) Math.ceil(share * timed) - 1)] / 1000.0;
    }
}
