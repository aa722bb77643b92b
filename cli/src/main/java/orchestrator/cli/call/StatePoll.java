package orchestrator.cli.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;

/** Polls a session's state once a second. It ignores an API that is away: the event stream reports that. */
public final class StatePoll implements Runnable {
    private static final long EVERY_MILLIS = 1_000;

    private final ApiClient api;
    private final String path;
    private final Consumer<SessionUpdate> consumer;

    private StatePoll(ApiClient api, String session, Consumer<SessionUpdate> consumer) {
        this.api = api;
        this.path = path(session);
        this.consumer = consumer;
    }

    public static String path(String session) {
        return "/api/v1/" + ApiClient.segment(session) + "/state";
    }

    public static void start(ApiClient api, String session, Consumer<SessionUpdate> consumer) {
        Thread thread = new Thread(new StatePoll(api, session, consumer), "state");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                JsonNode state = api.get(path);
                consumer.accept(new SessionUpdate.State(state));
            } catch (RuntimeException e) {
                // The API may be restarting. The consumer has its own time limit.
            }
            try {
                Thread.sleep(EVERY_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
