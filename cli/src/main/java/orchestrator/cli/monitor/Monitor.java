package orchestrator.cli.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import orchestrator.cli.call.ApiClient;
import orchestrator.cli.call.SessionJson;
import orchestrator.cli.call.StatePoll;

/** Takes a snapshot of a session, at once or as soon as something in it is new. */
public final class Monitor {
    private static final long EVERY_MILLIS = 500;

    private final ApiClient api;
    private final String session;

    public Monitor(ApiClient api, String session) {
        this.api = api;
        this.session = session;
    }

    /**
     * @param after id of the last event that the caller knows
     * @param atMost longest wait for a significant event; there is no wait if the session is over
     */
    public ObjectNode look(long after, Duration atMost) throws InterruptedException {
        long began = System.nanoTime();
        JsonNode state = state();
        String before = SessionSnapshot.signature(state);
        NewEvents news = NewEvents.after(api, session, after);
        while (!isNews(state, before, news) && System.nanoTime() - began < atMost.toNanos()) {
            Thread.sleep(EVERY_MILLIS);
            state = state();
            news = NewEvents.after(api, session, news.next());
        }
        JsonNode agents = api.get("/api/v1/" + ApiClient.segment(session) + "/agents");
        return SessionSnapshot.of(state, agents, news, Instant.now());
    }

    private static boolean isNews(JsonNode state, String before, NewEvents news) {
        boolean changed = !SessionSnapshot.signature(state).equals(before);
        return !news.events().isEmpty() || news.more() || changed || !SessionJson.isOpen(state);
    }

    private JsonNode state() {
        return api.get(StatePoll.path(session));
    }
}
