package orchestrator.modelserver.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A stream of server-sent events to one client, and the ways to break it. */
public final class SseResponse {

    /** Drops the connection: the server closes it when a handler throws. */
    static final class ConnectionCut extends IOException {
        private static final long serialVersionUID = 1;
    }

    private static final long SENT_IS_READ_MILLIS = 500;

    private final HttpExchange exchange;
    private final CountDownLatch closing;

    public SseResponse(HttpExchange exchange, CountDownLatch closing) {
        this.exchange = exchange;
        this.closing = closing;
    }

    public void open() throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.getResponseHeaders().set("Cache-Control", "no-cache");
        exchange.sendResponseHeaders(200, 0);
    }

    void send(String event, JsonNode data) throws IOException {
        write("event: " + event + "\ndata: " + data + "\n\n");
    }

    void send(JsonNode data) throws IOException {
        write("data: " + data + "\n\n");
    }

    /** For data that is not JSON. */
    void sendText(String data) throws IOException {
        write("data: " + data + "\n\n");
    }

    /** Waits; a closing server ends it early. */
    public void rest(long millis) throws IOException {
        try {
            if (closing.await(millis, TimeUnit.MILLISECONDS)) throw new ConnectionCut();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionCut();
        }
    }

    public void hang() throws IOException {
        rest(TimeUnit.DAYS.toMillis(1));
    }

    void cut() throws IOException {
        // Let the client read what was sent: clients behave differently if they have seen nothing of an answer.
        rest(SENT_IS_READ_MILLIS);
        throw new ConnectionCut();
    }

    private void write(String text) throws IOException {
        OutputStream body = exchange.getResponseBody();
        body.write(text.getBytes(StandardCharsets.UTF_8));
        body.flush();
    }
}
