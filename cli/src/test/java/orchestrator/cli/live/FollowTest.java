package orchestrator.cli.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import orchestrator.cli.call.ApiClient;
import orchestrator.cli.call.ScriptedApi;
import orchestrator.cli.output.CommandException;
import orchestrator.home.Home;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class FollowTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
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

    private Follow follow(boolean verbose) {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new Follow(api, "s", new PlainScreen(out), verbose, false);
    }

    private static String event(int id, String type, String text) {
        return "event: agent_event\nid: %d\ndata: {\"type\": \"%s\", \"run\": \"a-1\", \"text\": \"%s\"}\n\n"
                .formatted(id, type, text);
    }

    private static String state(String phase, boolean open) {
        return "{\"session\": \"s\", \"phase\": \"" + phase + "\", \"open\": " + open + "}";
    }

    @Test
    void it_ends_with_the_session_and_shows_important_events() {
        server.json("/api/v1/s/state", state("done", false));
        server.on(
                "/api/v1/s/events",
                exchange -> ScriptedApi.stream(
                        exchange,
                        event(1, "milestone", "half of it") + event(2, "message", "chatter") + "event: end\n\n"));

        assertThat(follow(false).run().path("phase").asText()).isEqualTo("done");

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("a-1 milestone half of it")
                .doesNotContain("chatter");
    }

    @Test
    void every_event_is_shown_if_verbose() {
        server.json("/api/v1/s/state", state("done", false));
        server.on(
                "/api/v1/s/events",
                exchange -> ScriptedApi.stream(exchange, event(1, "message", "chatter") + "event: end\n\n"));

        follow(true).run();

        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("a-1 message chatter");
    }

    @Test
    void a_restart_of_the_api_is_reported_and_survived() {
        AtomicInteger connection = new AtomicInteger();
        server.json("/api/v1/s/state", state("working", true));
        server.on("/api/v1/s/events", exchange -> {
            if (connection.incrementAndGet() == 1) {
                exchange.sendResponseHeaders(503, -1);
            } else {
                server.json("/api/v1/s/state", state("done", false));
                ScriptedApi.stream(exchange, "event: end\n\n");
            }
        });

        assertThat(follow(false).run().path("phase").asText()).isEqualTo("done");

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("the API does not answer (HTTP status 503); the session continues")
                .contains("the API answers again");
    }

    @Test
    void without_a_terminal_it_returns_when_the_user_is_needed() {
        server.json(
                "/api/v1/s/state",
                "{\"phase\": \"preparing\", \"open\": true, \"hold\": {\"kind\": \"needs_you\", \"reason\": \"trust?\"}}");
        server.on("/api/v1/s/events", exchange -> exchange.sendResponseHeaders(503, -1));

        assertThat(Outcome.exitCode(follow(false).run())).isEqualTo(3);

        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("preparing · needs you: trust?");
    }

    @Test
    void a_session_that_does_not_exist_is_an_error() {
        server.problem("/api/v1/s/events", 404, "There is no session `s`.");

        assertThatThrownBy(() -> follow(false).run())
                .isInstanceOf(CommandException.class)
                .hasMessage("There is no session `s`.");
    }

    @Test
    void without_a_terminal_it_stays_while_only_a_permission_is_asked_for() {
        JsonNode asks = Samples.json("{\"phase\": \"working\", \"open\": true, \"hold\": {\"kind\": \"needs_you\"},"
                + " \"teamwork\": {\"items\": [{\"id\": \"permission-1\", \"kind\": \"permission\"}]}}");
        JsonNode both = Samples.json("{\"phase\": \"working\", \"open\": true, \"hold\": {\"kind\": \"needs_you\"},"
                + " \"teamwork\": {\"items\": [{\"id\": \"permission-1\", \"kind\": \"permission\"},"
                + " {\"id\": \"claude-1\", \"kind\": \"run\"}]}}");

        assertThat(HoldLines.needsDecision(asks)).isFalse();
        assertThat(HoldLines.needsDecision(both)).isTrue();
    }
}
