package orchestrator.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import orchestrator.json.Json;

/** Listens to a session's server-sent events on a separate thread, until the session ends or the client is closed. */
public final class EventClient implements AutoCloseable {

    private final InputStream stream;
    private final Thread reader;
    private volatile boolean ended;

    /**
     * @param name the event's name on the wire, such as {@code agent_event} or {@code end}
     * @param atMicros time of arrival, in microseconds of the wall clock
     */
    public record Arrived(String name, long id, String data, long atMicros) {
        public JsonNode json() {
            return Json.read(data, JsonNode.class);
        }
    }

    private EventClient(InputStream stream, Consumer<Arrived> listener) {
        this.stream = stream;
        this.reader = new Thread(() -> read(listener), "events");
        reader.setDaemon(true);
        reader.start();
    }

    public static EventClient listen(OrchestratorApi api, String session, long after, Consumer<Arrived> listener) {
        return listen(api, api.request("/api/v1/" + session + "/events?after=" + after), listener);
    }

    /** Reconnects as a browser does, with the last id in a header. */
    public static EventClient reconnect(OrchestratorApi api, String session, long lastId, Consumer<Arrived> listener) {
        HttpRequest.Builder request =
                api.request("/api/v1/" + session + "/events").header("Last-Event-ID", Long.toString(lastId));
        return listen(api, request, listener);
    }

    private static EventClient listen(OrchestratorApi api, HttpRequest.Builder builder, Consumer<Arrived> listener) {
        HttpRequest request = builder.header("Accept", "text/event-stream").build();
        try {
            HttpResponse<InputStream> response = api.http().send(request, BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) throw new AssertionError("no events: " + response);
            return new EventClient(response.body(), listener);
        } catch (IOException e) {
            throw new UncheckedIOException("no events", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** True once the server has sent the end. */
    public boolean ended() {
        return ended;
    }

    /** Waits for the end of the stream or of the connection. */
    public void awaitEnd() {
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Consumer<Arrived> listener) {
        String name = "message";
        long id = 0;
        StringBuilder data = new StringBuilder();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event:")) name = line.substring(6).trim();
                else if (line.startsWith("id:"))
                    id = Long.parseLong(line.substring(3).trim());
                else if (line.startsWith("data:")) data.append(line.substring(5).trim());
                else if (line.isEmpty()) {
                    listener.accept(new Arrived(name, id, data.toString(), WallClock.micros()));
                    ended |= name.equals("end");
                    name = "message";
                    data.setLength(0);
                }
            }
        } catch (IOException closed) {
            // Closed by us or by a killed server: everything that arrived was passed on.
        }
    }
}
