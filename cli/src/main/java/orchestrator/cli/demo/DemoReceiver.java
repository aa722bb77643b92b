package orchestrator.cli.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import orchestrator.cli.output.CommandException;
import orchestrator.fault.FaultText;

/** Stands in for Slack on this machine: keeps what is sent to it. */
final class DemoReceiver implements AutoCloseable {
    private static final int BYTES_MAX = 100_000;
    private static final byte[] ANSWER = "ok".getBytes(StandardCharsets.UTF_8);

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final HttpServer server;

    private DemoReceiver(HttpServer server) {
        this.server = server;
        server.createContext("/", this::receive);
        server.start();
    }

    static DemoReceiver start() {
        try {
            return new DemoReceiver(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw CommandException.failed("the demo cannot listen on 127.0.0.1: " + FaultText.of(e) + ".");
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/slack";
    }

    /** The bodies that have come, each once, oldest first. */
    BlockingQueue<String> received() {
        return received;
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            received.add(new String(exchange.getRequestBody().readNBytes(BYTES_MAX), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
