package orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import orchestrator.cli.call.ScriptedApi;
import orchestrator.cli.live.Teams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code monitor --json}, a session as one JSON object, and {@code list --agents}. */
@Timeout(20)
class MonitorTest {
    private static final String TYPES =
            "&limit=50&type=milestone,blocker,request_review,permission_blocker,violation,error,recovery,"
                    + "result,review,decision,plan,control";
    private static final String AGENTS = """
            {"session": "orch_1", "phase": "reviewing", "open": true, "agents": [
              {"run": "claude-1", "agent": "claude", "kind": "plan", "role": "architect", "status": "done", "pid": 7},
              {"run": "claude-2", "agent": "claude", "kind": "work", "role": "implementer", "status": "running", "pid": 41,
               "host": "h1", "lastTool": "Edit", "lastEvent": {"type": "message", "text": "nearly", "at": "2026-01-01T10:00:00Z"}},
              {"run": "codex-3", "agent": "codex", "kind": "review", "role": "reviewer", "status": "done", "title": "Review"},
              {"run": "", "agent": "codex", "kind": "work", "role": "reviewer", "status": "waiting", "title": "Check"}]}
            """;

    private ScriptedApi server;
    private Calls orchestrate;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        server = new ScriptedApi();
        orchestrate = new Calls(directory).port(server.port());
        Files.createDirectories(directory.resolve("data"));
        Files.writeString(directory.resolve("data/token"), "secret\n");
        server.json("/api/v1/orch_1/state", Teams.ASKING).json("/api/v1/orch_1/agents", AGENTS);
        events(0, 0, "");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void events(long after, long next, String events) {
        server.json(
                "/api/v1/orch_1/events?format=json&after=" + after + TYPES,
                "{\"events\": [" + events + "], \"next\": " + next + ", \"more\": false}");
    }

    private JsonNode monitor(String... options) throws IOException {
        String[] arguments = new String[options.length + 3];
        System.arraycopy(new String[] {"monitor", "orch_1", "--json"}, 0, arguments, 0, 3);
        System.arraycopy(options, 0, arguments, 3, options.length);
        assertThat(orchestrate.call(arguments)).as(orchestrate.err()).isZero();
        assertThat(orchestrate.out().lines()).as("one object, one line").hasSize(1);
        return new ObjectMapper().readTree(orchestrate.out());
    }

    @Test
    void one_object_has_everything_a_driver_needs() throws IOException {
        events(5, 9, """
                {"id": 8, "run": "claude-2", "type": "plan", "text": "own todo list"},
                {"id": 9, "run": "", "type": "decision", "text": "LOG_WARNING", "data": {"round": 1}}""");

        JsonNode json = monitor("--after", "5");

        assertThat(json.path("phase").asText()).isEqualTo("reviewing");
        assertThat(json.path("over").asBoolean()).isFalse();
        assertThat(json.has("exitCode")).isFalse();
        assertThat(json.path("currentStep").asText()).isEqualTo("waits for an answer");
        assertThat(json.at("/blockers/0/id").asText()).isEqualTo("review-1");
        assertThat(json.at("/blockers/0/said/0/who").asText()).isEqualTo("codex-3");
        assertThat(json.at("/blockers/0/answer").asText())
                .startsWith("orchestrate answer orch_1 --item review-1 --choice");
        assertThat(json.path("remaining").findValuesAsText("id")).containsExactly("a", "b");
        assertThat(json.at("/remaining/1/ready").asBoolean())
                .as("it waits for a")
                .isFalse();
        assertThat(json.path("newEvents")).hasSize(1);
        assertThat(json.at("/newEvents/0/data/round").asInt()).isEqualTo(1);
        assertThat(json.path("next").asLong()).isEqualTo(9);
        assertThat(json.at("/verification/status").asText()).isEqualTo("RED");
    }

    @Test
    void an_agent_without_work_is_idle_while_something_waits() throws IOException {
        JsonNode agents = monitor().path("agents");

        assertThat(agents.findValuesAsText("agent")).containsExactly("claude", "codex");
        assertThat(agents.at("/0/run").asText()).isEqualTo("claude-2");
        assertThat(agents.at("/0/pid").asLong()).isEqualTo(41);
        assertThat(agents.at("/0/idle").asBoolean()).isFalse();
        assertThat(agents.at("/0/lastEvent").asText()).isEqualTo("nearly");
        assertThat(agents.at("/0/lastEventAgeSeconds").asLong()).isPositive();
        assertThat(agents.at("/1/run").asText()).isEqualTo("codex-3");
        assertThat(agents.at("/1/idle").asBoolean()).isTrue();
    }

    @Test
    void a_session_that_is_over_is_reported_at_once_with_its_exit_code() throws IOException {
        server.json("/api/v1/orch_1/state", Teams.done().toString());

        JsonNode json = monitor("--wait", "600");

        assertThat(json.path("over").asBoolean()).isTrue();
        assertThat(json.path("exitCode").asInt()).isZero();
        assertThat(json.path("blockers")).isEmpty();
        assertThat(json.path("commands").toString()).contains("orchestrate merge orch_1");
        assertThat(json.at("/agents/1/idle").asBoolean()).isFalse();
    }

    @Test
    void it_waits_until_something_significant_is_new() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        server.on("/api/v1/orch_1/state", exchange -> {
            if (asked.incrementAndGet() == 2)
                events(0, 3, "{\"id\": 3, \"run\": \"claude-2\", \"type\": \"milestone\", \"text\": \"half\"}");
            byte[] body = Teams.ASKING.getBytes("UTF-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        });

        JsonNode json = monitor("--wait", "600");

        assertThat(json.at("/newEvents/0/text").asText()).isEqualTo("half");
    }

    @Test
    void it_waits_until_the_time_is_up() throws IOException {
        assertThat(monitor("--wait", "1").path("newEvents")).isEmpty();
        assertThat(server.requests()).hasSizeGreaterThan(5);
    }

    @Test
    void a_change_of_the_state_ends_the_wait() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        server.on("/api/v1/orch_1/state", exchange -> {
            String state = asked.incrementAndGet() == 1 ? Teams.ASKING : Teams.ASKING.replace("reviewing", "fixing");
            byte[] body = state.getBytes("UTF-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        });

        assertThat(monitor("--wait", "600").path("phase").asText()).isEqualTo("fixing");
    }

    @Test
    void working_agents_are_listed_with_process_and_host() throws IOException {
        server.json("/api/v1/sessions?limit=20", "{\"sessions\": [" + Teams.ASKING + ", " + Teams.done() + "]}");

        assertThat(orchestrate.call("list", "--agents")).isZero();

        assertThat(orchestrate.out().lines())
                .hasSize(3)
                .anyMatch(line -> line.matches("orch_1 +reviewing +claude +claude-2 +work +running +41 +h1 +Edit"))
                .anyMatch(line -> line.matches("orch_1 +reviewing +codex +- +work +waiting +- +- +Check"));
        assertThat(orchestrate.call("list", "--agents", "--json")).isZero();
        assertThat(new ObjectMapper().readTree(orchestrate.out()).path("agents"))
                .hasSize(2);
    }

    @Test
    void it_says_so_if_no_agent_is_working() {
        server.json("/api/v1/sessions?limit=20", "{\"sessions\": []}");

        assertThat(orchestrate.call("list", "--agents")).isZero();
        assertThat(orchestrate.out()).isEqualTo("No agent is working. See the sessions:  orchestrate list\n");
    }
}
