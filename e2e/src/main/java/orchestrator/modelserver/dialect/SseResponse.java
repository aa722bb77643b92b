package orchestrator.modelserver.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Server-sent events to one client, and the ways in which such a stream goes wrong. */
public final class SseResponse {

    /** The connection is to be dropped: the server closes it when a handler throws. */
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

    /** For what is no JSON. */
    void sendText(String data) throws IOException {
        write("data: " + data + "\n\n");
    }

    /** Lets time pass; a server that closes ends it early. */
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
        // What was sent must have been read: a client that has seen nothing of an answer behaves differently.
        rest(SENT_IS_READ_MILLIS);
        throw new ConnectionCut();
    }

    private void write(String text) throws IOException {
        OutputStream body = exchange.getResponseBody();
        body.write(text.getBytes(StandardCharsets.UTF_8));
        body.flush();
    }
}
