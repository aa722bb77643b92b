package orchestrator.cli.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import orchestrator.cli.output.CommandException;
import orchestrator.home.Home;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFollowerTest {
    private final List<SessionUpdate> news = new CopyOnWriteArrayList<>();
    private ScriptedApi server;
    private ApiClient api;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        server = new ScriptedApi();
        api = new ApiClient(Home.at(directory), server.port());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void followToTheEnd() {
        EventFollower.start(api, "s", "", news::add);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> news.stream()
                        .anyMatch(any -> any instanceof SessionUpdate.End || any instanceof SessionUpdate.Refused));
    }

    private static String event(int id) {
        return "event: agent_event\nid: " + id + "\ndata: {\"id\": " + id + "}\n\n";
    }

    private List<Integer> ids() {
        return news.stream()
                .filter(SessionUpdate.Event.class::isInstance)
                .map(any -> ((SessionUpdate.Event) any).json().path("id").asInt())
                .toList();
    }

    @Test
    void after_a_lost_connection_it_continues_after_the_last_event() {
        AtomicInteger connection = new AtomicInteger();
        server.on("/api/v1/s/events", exchange -> {
            boolean first = connection.incrementAndGet() == 1;
            ScriptedApi.stream(exchange, first ? event(1) + event(2) : event(3) + "event: end\n\n");
        });

        followToTheEnd();

        assertThat(ids()).containsExactly(1, 2, 3);
        assertThat(server.requests())
                .extracting(ScriptedApi.Request::lastEventId)
                .containsExactly(null, "2");
    }

    @Test
    void while_the_api_is_away_it_retries_and_reports_that_once() {
        AtomicInteger connection = new AtomicInteger();
        server.on("/api/v1/s/events", exchange -> {
            if (connection.incrementAndGet() <= 3) {
                exchange.sendResponseHeaders(503, -1);
            } else {
                ScriptedApi.stream(exchange, event(1) + "event: end\n\n");
            }
        });

        followToTheEnd();

        assertThat(news)
                .extracting(any -> any.getClass().getSimpleName())
                .containsExactly("Lost", "Found", "Event", "End");
    }

    @Test
    void heartbeats_are_ignored() {
        server.on(
                "/api/v1/s/events",
                exchange ->
                        ScriptedApi.stream(exchange, "event: heartbeat\ndata: {}\n\n" + event(1) + "event: end\n\n"));

        followToTheEnd();

        assertThat(ids()).containsExactly(1);
    }

    @Test
    void an_unknown_session_is_not_retried() {
        server.problem("/api/v1/s/events", 404, "There is no session `s`.");

        followToTheEnd();

        assertThat(news).singleElement().isInstanceOf(SessionUpdate.Refused.class);
        assertThat(((SessionUpdate.Refused) news.get(0)).why())
                .isInstanceOf(CommandException.class)
                .hasMessage("There is no session `s`.");
        assertThat(server.requests()).hasSize(1);
    }
}
