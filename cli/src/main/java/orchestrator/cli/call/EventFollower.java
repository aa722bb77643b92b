package orchestrator.cli.call;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import orchestrator.cli.json.JsonTree;
import orchestrator.fault.FaultText;

/** Follows a session's events. After a lost connection it continues after the last event it saw. */
public final class EventFollower implements Runnable {
    /** The API sends a heartbeat every ten seconds, so longer silence means that the connection is dead. */
    private static final int SILENCE_MILLIS_MAX = 30_000;

    private static final long RETRY_MILLIS_MIN = 100;
    private static final long RETRY_MILLIS_MAX = 2_000;

    private final ApiClient api;
    private final String path;
    private final Consumer<SessionUpdate> consumer;
    private String lastId;
    private boolean lost;

    /** @param after id of the last known event; empty for all events */
    public EventFollower(ApiClient api, String session, String after, Consumer<SessionUpdate> consumer) {
        this.api = api;
        this.path = "/api/v1/" + ApiClient.segment(session) + "/events";
        this.lastId = after;
        this.consumer = consumer;
    }

    /** Follows on a daemon thread. */
    public static void start(ApiClient api, String session, String after, Consumer<SessionUpdate> consumer) {
        Thread thread = new Thread(new EventFollower(api, session, after, consumer), "events");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        long retryMillis = RETRY_MILLIS_MIN;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                String before = lastId;
                if (followOnce()) return;
                retryMillis = before.equals(lastId) ? Math.min(retryMillis * 2, RETRY_MILLIS_MAX) : RETRY_MILLIS_MIN;
            } catch (IOException e) {
                if (!lost) consumer.accept(new SessionUpdate.Lost(FaultText.of(e)));
                lost = true;
                retryMillis = Math.min(retryMillis * 2, RETRY_MILLIS_MAX);
            } catch (RuntimeException e) {
                consumer.accept(new SessionUpdate.Refused(e));
                return;
            }
            if (!pause(retryMillis)) return;
        }
    }

    /** Returns true if the session is over. */
    private boolean followOnce() throws IOException {
        HttpURLConnection connection = api.open(path);
        connection.setReadTimeout(SILENCE_MILLIS_MAX);
        connection.setRequestProperty("Accept", "text/event-stream");
        if (!lastId.isEmpty()) connection.setRequestProperty("Last-Event-ID", lastId);
        int status = connection.getResponseCode();
        if (status >= 500) throw new IOException("HTTP status " + status);
        if (status >= 400) throw ApiClient.problem(status, connection.getErrorStream());
        if (lost) consumer.accept(new SessionUpdate.Found());
        lost = false;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            return read(lines);
        }
    }

    private boolean read(BufferedReader lines) throws IOException {
        SseParser parser = new SseParser();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Optional<SseParser.Message> message = parser.take(line);
            if (message.isPresent() && pass(message.get())) return true;
        }
        return false;
    }

    private boolean pass(SseParser.Message message) throws IOException {
        if (!message.id().isEmpty()) lastId = message.id();
        if (message.event().equals("end")) {
            consumer.accept(new SessionUpdate.End());
            return true;
        }
        if (message.event().endsWith("_event")) consumer.accept(new SessionUpdate.Event(JsonTree.read(message.data())));
        return false;
    }

    private static boolean pause(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
