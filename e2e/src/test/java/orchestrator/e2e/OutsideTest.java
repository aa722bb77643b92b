package orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.PlainRequest;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.Wait;
import orchestrator.json.Json;
import orchestrator.modelserver.ModelServer;
import orchestrator.signing.Signature;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Sessions that are started, controlled and ended with Temporal's own tools. */
@TestInstance(Lifecycle.PER_CLASS)
class OutsideTest {

    private static final Duration SESSION = Duration.ofSeconds(120);

    /** The worker looks every 30 s for agents whose session has ended without it; a timed-out one ends after 8 s. */
    private static final Duration SWEPT = Duration.ofSeconds(50);

    private static final String WORK = "[[scenario:architect=write-plan;implementer=write-file;reviewer=approve]]";
    private static final String LONG = "[[scenario:long-tool]]";

    private final ModelServer model = ModelServer.start(0);
    private final Orchestrator orchestrator =
            Orchestrator.withAgents(ScratchDirectory.directory("outside"), model.url(), "claude");

    @BeforeAll
    void start() {
        orchestrator.start();
    }

    @AfterAll
    void stop() {
        orchestrator.close();
        model.close();
    }

    @Test
    void a_session_started_by_temporal_is_a_session_like_any_other() {
        Path target = orchestrator.target("by-temporal", true);

        startByTemporal("by-temporal", WORK, target);

        awaitListed("by-temporal");
        orchestrator.client().awaitPhase("by-temporal", "done", SESSION);
        assertThat(target.resolve("implementer.txt")).exists();
        assertThat(orchestrator.temporal().command("workflow", "query", "-w", "by-temporal", "--type", "summary"))
                .contains("done");
    }

    @Test
    void a_session_started_by_tctl_is_a_session_like_any_other() {
        Path target = orchestrator.target("by-tctl", true);

        startByTctl("by-tctl", orchestrator.sign(Signature.START, "", json(LONG, target)));
        awaitListed("by-tctl");
        awaitAgents("by-tctl");
        String summary = orchestrator.temporal().tctl("workflow", "query", "--wid", "by-tctl", "--qt", "summary");
        orchestrator.temporal().tctl("workflow", "signal", "--wid", "by-tctl", "--name", "stop");

        assertThat(summary).contains("working");
        orchestrator.client().awaitPhase("by-tctl", "stopped", SESSION);
        awaitNoAgents("by-tctl");
    }

    @Test
    void an_id_that_is_not_a_valid_file_name_works_too() {
        Path target = orchestrator.target("odd-id", true);
        String id = "../my session/1.2";

        startByTctl(id, orchestrator.sign(Signature.START, id, json(WORK, target)));

        String key = Wait.until("the session has a key", SESSION, () -> {
            JsonNode sessions =
                    orchestrator.client().get("/api/v1/sessions").json().path("sessions");
            for (JsonNode session : sessions) {
                if (session.path("session").asText().equals(id)
                        && !session.path("key").asText().isEmpty()) {
                    return java.util.Optional.of(session.path("key").asText());
                }
            }
            return java.util.Optional.empty();
        });
        orchestrator.client().awaitPhase(key, "done", SESSION);
        assertThat(key).matches("[A-Za-z0-9][A-Za-z0-9_-]{0,80}");
        assertThat(orchestrator.home().session(key)).isDirectory();
    }

    @Test
    void an_input_of_the_wrong_shape_fails_with_a_message() {
        startByTctl("wrong-shape", "\"just a text\"");

        String history = Wait.until("it has failed", SESSION, () -> {
            String shown = orchestrator.temporal().command("workflow", "describe", "-w", "wrong-shape");
            return shown.contains("FAILED") ? java.util.Optional.of(shown) : java.util.Optional.empty();
        });
        assertThat(history + orchestrator.temporal().command("workflow", "show", "-w", "wrong-shape"))
                .contains("JSON object");
    }

    @Test
    void a_session_waits_until_its_target_is_trusted() {
        Path target = orchestrator.target("untrusted", false);

        startByTemporal("untrusted", WORK, target);
        JsonNode held = Wait.until("it holds", SESSION, () -> {
            JsonNode state =
                    orchestrator.client().get("/api/v1/untrusted/state").json();
            return state.at("/hold/kind").asText().equals("needs_you")
                    ? java.util.Optional.of(state)
                    : java.util.Optional.empty();
        });
        assertThat(held.at("/hold/reason").asText()).contains("orchestrate trust " + target);
        assertThat(orchestrator.agents()).noneMatch(agent -> agent.run().startsWith("untrusted"));

        orchestrator.trust(target);

        orchestrator.client().awaitPhase("untrusted", "done", SESSION);
    }

    @Test
    void a_terminated_session_leaves_no_process_behind() {
        Path target = orchestrator.target("terminated", true);
        String session = orchestrator.client().create(LONG, target);
        awaitAgents(session);
        Wait.until(
                "the long command runs",
                SESSION,
                () -> orchestrator.agents().stream()
                        .anyMatch(agent -> agent.command().contains("sleep 300")));

        orchestrator.temporal().command("workflow", "terminate", "-w", session, "--reason", "a test");

        awaitNoAgents(session);
        JsonNode state = orchestrator.client().state(session);
        assertThat(state.path("phase").asText()).isEqualTo("failed");
        assertThat(state.path("reason").asText()).contains("terminated");
    }

    @Test
    void a_cancelled_session_stops_its_agents() {
        String session = startedLong("cancelled");

        orchestrator.temporal().command("workflow", "cancel", "-w", session);

        orchestrator.client().awaitPhase(session, "stopped", SESSION);
        awaitNoAgents(session);
    }

    @Test
    void a_session_that_Temporal_has_timed_out_leaves_no_process_behind() {
        Path target = orchestrator.target("timed-out", true);
        startByTemporal("timed-out", LONG, target, "--execution-timeout", "8s");
        awaitAgents("timed-out");

        awaitNoAgents("timed-out");

        JsonNode state = orchestrator.client().state("timed-out");
        assertThat(state.path("phase").asText()).isEqualTo("failed");
        assertThat(state.path("reason").asText()).contains("timed out");
    }

    @Test
    void a_terminated_run_leaves_no_process_behind() {
        String session = startedLong("run-terminated");

        orchestrator.temporal().command("workflow", "terminate", "-w", session + "/claude-1", "--reason", "a test");

        Wait.until(
                "no agent of its first run is left",
                Duration.ofSeconds(40),
                () -> orchestrator.agents().stream()
                        .noneMatch(agent -> agent.run().startsWith(session + "/claude-1/")));
        orchestrator.client().stop(session);
        awaitNoAgents(session);
    }

    private String startedLong(String name) {
        String session = orchestrator.client().create(LONG, orchestrator.target(name, true));
        awaitAgents(session);
        return session;
    }

    @Test
    void a_stop_through_the_api_leaves_no_process_behind() {
        Path target = orchestrator.target("stopped", true);
        String session = orchestrator.client().create(LONG, target);
        awaitAgents(session);

        assertThat(orchestrator.client().stop(session).status()).isEqualTo(200);

        JsonNode state = orchestrator.client().awaitPhase(session, "stopped", SESSION);
        assertThat(state.path("controls").findValuesAsText("by")).contains(System.getProperty("user.name"));
        awaitNoAgents(session);
        assertThat(orchestrator.client().stop(session).status()).isEqualTo(409);
    }

    private void startByTemporal(String id, String prompt, Path target, String... more) {
        List<String> command = new ArrayList<>(List.of(
                "workflow",
                "start",
                "--type",
                "Orchestration",
                "-t",
                "orchestrator",
                "-w",
                id,
                "--input",
                orchestrator.sign(Signature.START, id, json(prompt, target))));
        command.addAll(List.of(more));
        orchestrator.temporal().command(command.toArray(String[]::new));
    }

    private void startByTctl(String id, String input) {
        orchestrator
                .temporal()
                .tctl(
                        "workflow",
                        "start",
                        "--tq",
                        "orchestrator",
                        "--wt",
                        "Orchestration",
                        "--wid",
                        id,
                        "--et",
                        "604800",
                        "-i",
                        input);
    }

    private static ObjectNode json(String prompt, Path target) {
        ObjectNode input = Json.MAPPER.createObjectNode().put("prompt", prompt).put("target", target.toString());
        return PlainRequest.plain(input);
    }

    private void awaitListed(String session) {
        Wait.until(
                session + " is listed",
                SESSION,
                () -> orchestrator.client().get("/api/v1/sessions").body().contains("\"" + session + "\""));
    }

    private void awaitAgents(String session) {
        Wait.until(
                "an agent of " + session + " runs",
                SESSION,
                () -> orchestrator.agents().stream()
                        .anyMatch(agent -> agent.run().startsWith(session)));
    }

    private void awaitNoAgents(String session) {
        Wait.until(
                "no agent of " + session + " is left",
                SWEPT,
                () -> orchestrator.agents().stream()
                        .noneMatch(agent -> agent.run().startsWith(session)));
    }
}
