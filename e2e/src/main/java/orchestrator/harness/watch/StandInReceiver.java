package orchestrator.harness.watch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Stands in for GitHub, Slack or an e-mail service on a port that stays the same when it goes down and comes back. */
public final class StandInReceiver implements AutoCloseable {
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Function<Received, String> answer;
    private final int port;
    private volatile HttpServer server;
    private volatile Duration delay = Duration.ZERO;

    /** @param headers with names in lower case */
    public record Received(String method, String path, Map<String, String> headers, String body) {}

    private StandInReceiver(HttpServer server, Function<Received, String> answer) {
        this.server = server;
        this.answer = answer;
        this.port = server.getAddress().getPort();
    }

    /** @param answer the body of the answer to each request */
    public static StandInReceiver start(Function<Received, String> answer) {
        StandInReceiver receiver = new StandInReceiver(listen(0), answer);
        receiver.serve();
        return receiver;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Refuses connections until {@link #up}. */
    public void down() {
        server.stop(0);
    }

    public void up() {
        server = listen(port);
        serve();
    }

    /** Answers later than it keeps what comes. */
    public void answerAfter(Duration time) {
        delay = time;
    }

    /** Everything that has come, oldest first. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static HttpServer listen(int port) {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port, e);
        }
    }

    private void serve() {
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "receiver");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::receive);
        server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) ->
                            headers.put(name.toLowerCase(java.util.Locale.ROOT), String.join(",", values)));
            Received one = new Received(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    headers,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            received.add(one);
            LockSupport.parkNanos(delay.toNanos());
            byte[] body = answer.apply(one).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
