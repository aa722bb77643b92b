package orchestrator.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client of server-sent events on a plain socket, which reads only when the test asks it to. */
final class SseClient implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;

    SseClient(RunningApi api, String path, String... headers) {
        try {
            socket = new Socket("127.0.0.1", api.port());
            socket.setSoTimeout(30_000);
            String request = "GET " + path + " HTTP/1.0\r\nHost: 127.0.0.1:" + api.port()
                    + "\r\nAccept: text/event-stream\r\nAuthorization: Bearer " + api.token() + "\r\n"
                    + String.join(
                            "", List.of(headers).stream().map(h -> h + "\r\n").toList()) + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One message: the lines between two empty ones. */
    record Message(List<String> lines) {
        String field(String name) {
            String prefix = name + ": ";
            return lines.stream()
                    .filter(line -> line.startsWith(prefix))
                    .map(line -> line.substring(prefix.length()))
                    .findFirst()
                    .orElse("");
        }

        long id() {
            return Long.parseLong(field("id"));
        }

        boolean isEvent() {
            return field("event").endsWith("_event");
        }
    }

    /** The status line and headers. */
    List<String> head() {
        return next().lines();
    }

    Message next() {
        try {
            List<String> lines = new ArrayList<>();
            String line = in.readLine();
            while (line != null && !line.isEmpty()) {
                lines.add(line);
                line = in.readLine();
            }
            if (line == null) throw new IllegalStateException("the stream has ended");
            return new Message(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads this number of events, without other messages. */
    List<Message> events(int count) {
        List<Message> events = new ArrayList<>();
        while (events.size() < count) {
            Message message = next();
            if (message.isEvent()) events.add(message);
        }
        return events;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
