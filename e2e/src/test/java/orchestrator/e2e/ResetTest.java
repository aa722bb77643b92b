package orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.harness.MarkedProcesses.Marked;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.PatientAgents;
import orchestrator.harness.PrintedLines;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.Wait;
import orchestrator.json.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions and runs that are reset, closed or deleted by Temporal's own command. */
@TestInstance(Lifecycle.PER_CLASS)
class ResetTest {
    private static final Duration SESSION = Duration.ofSeconds(120);
    private static final Duration SWEPT = Duration.ofSeconds(75);

    private final Orchestrator orchestrator = Orchestrator.prepare(ScratchDirectory.directory("reset"), Map.of());

    @BeforeAll
    void start() {
        PatientAgents.define(orchestrator, "one");
        orchestrator.start();
    }

    @AfterAll
    void stop() {
        orchestrator.close();
    }

    @ParameterizedTest
    @CsvSource({"FirstWorkflowTask", "LastWorkflowTask"})
    void a_reset_session_continues_with_the_same_agent_and_says_so(String point) throws Exception {
        String session = begin("session-" + point.toLowerCase(java.util.Locale.ROOT));
        List<Long> agents = pids(session);

        reset(session, point);

        Wait.until("it works again", SESSION, () -> workingWith(session, "one-1"));
        assertThat(pids(session)).containsAll(agents);
        go(session);
        JsonNode done = orchestrator.client().awaitPhase(session, "done", SESSION);
        assertThat(done.path("assignments").findValues("launches")).allMatch(launches -> launches.asInt() == 1);
        assertThat(told(session)).anyMatch(text -> text.contains("was reset in Temporal"));
        assertEveryLineIsLoggedOnce(session);
        assertThat(processes(session)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"FirstWorkflowTask", "LastWorkflowTask"})
    void a_reset_run_follows_the_same_launch(String point) throws Exception {
        String session = begin("run-" + point.toLowerCase(java.util.Locale.ROOT));
        List<Long> agents = pids(session);

        reset(session + "/one-1", point);

        Wait.until(
                "the new execution is open",
                SESSION,
                () -> orchestrator
                        .temporal()
                        .command(
                                "workflow",
                                "list",
                                "--query",
                                "WorkflowId='" + session + "/one-1' AND ExecutionStatus='Running'")
                        .contains(session));
        assertThat(pids(session)).containsAll(agents);
        go(session);
        orchestrator.client().awaitPhase(session, "done", SESSION);
        assertEveryLineIsLoggedOnce(session);
    }

    @Test
    void a_session_reset_to_before_its_pause_does_not_wait_for_ever() throws Exception {
        String session = begin("before-the-pause");
        orchestrator.client().post("/api/v1/" + session + "/pause", Json.MAPPER.createObjectNode());
        Wait.until("it is paused", SESSION, () -> phaseAndHold(session).equals("working paused"));

        orchestrator
                .temporal()
                .command(
                        "workflow",
                        "reset",
                        "-w",
                        session,
                        "--type",
                        "FirstWorkflowTask",
                        "--reason",
                        "a test",
                        "--reapply-exclude",
                        "All");

        Wait.until("it works again", SESSION, () -> phaseAndHold(session).equals("working none"));
        go(session);
        orchestrator.client().awaitPhase(session, "done", SESSION);
    }

    @Test
    void a_done_session_that_is_reset_ends_in_the_same_way_without_another_launch() throws Exception {
        String session = begin("done");
        go(session);
        orchestrator.client().awaitPhase(session, "done", SESSION);
        Wait.until("it is closed", SESSION, () -> describe(session).contains("COMPLETED"));

        reset(session, "FirstWorkflowTask");

        Wait.until(
                "it says so",
                SESSION,
                () -> told(session).stream().anyMatch(text -> text.contains("was reset in Temporal")));
        Wait.until("it is closed again", SESSION, () -> describe(session).contains("COMPLETED"));
        assertThat(orchestrator.client().phase(session)).isEqualTo("done");
        assertThat(Files.readAllLines(target(session).resolve("began"))).hasSize(3);
    }

    @Test
    void a_session_asks_about_a_terminated_run_whose_agent_is_ended() throws Exception {
        String session = begin("run-terminated");

        orchestrator.temporal().command("workflow", "terminate", "-w", session + "/one-1", "--reason", "a test");

        Wait.until("it asks", SESSION, () -> phaseAndHold(session).equals("working needs_you"));
        assertThat(orchestrator.client().state(session).at("/hold/reason").asText())
                .contains("its workflow was terminated in Temporal", "orchestrate resume " + session);
        Wait.until("its agent is ended", SWEPT, () -> processes(session).isEmpty());
        orchestrator.client().post("/api/v1/" + session + "/resume", Json.MAPPER.createObjectNode());
        Wait.until("another is at work", SESSION, () -> !processes(session).isEmpty());
        go(session);
        orchestrator.client().awaitPhase(session, "done", SESSION);
    }

    @Test
    void a_deleted_session_leaves_no_agent_behind() throws Exception {
        String session = begin("deleted");

        orchestrator.temporal().command("workflow", "delete", "-w", session);

        Wait.until("its agent is ended", SWEPT, () -> processes(session).isEmpty());
        Wait.until(
                "it is shown as lost",
                SESSION,
                () -> orchestrator
                        .client()
                        .state(session)
                        .path("reason")
                        .asText()
                        .contains("deleted"));
    }

    private String begin(String name) {
        String session = orchestrator.client().create(PatientAgents.request(orchestrator, name));
        Wait.until(
                "an agent and its tool are at work",
                SESSION,
                () -> processes(session).stream().anyMatch(one -> one.command().contains("tool-of-")));
        return session;
    }

    private void reset(String workflow, String point) {
        orchestrator.temporal().command("workflow", "reset", "-w", workflow, "--type", point, "--reason", "a test");
    }

    private String describe(String workflow) {
        return orchestrator
                .temporal()
                .command("workflow", "describe", "-w", workflow)
                .toUpperCase(java.util.Locale.ROOT);
    }

    private String phaseAndHold(String session) {
        JsonNode state = orchestrator.client().state(session);
        return state.path("phase").asText() + " " + state.at("/hold/kind").asText();
    }

    private boolean workingWith(String session, String run) {
        JsonNode state = orchestrator.client().state(session);
        return state.path("source").asText().equals("temporal")
                && state.at("/assignments/0/run").asText().equals(run)
                && state.at("/assignments/0/status").asText().equals("running");
    }

    private List<String> told(String session) {
        return orchestrator.client().events(session).stream()
                .filter(event -> event.type() == EventType.STATUS)
                .map(AgentEvent::text)
                .toList();
    }

    private void go(String name) throws IOException {
        Files.createFile(target(name).resolve("go"));
    }

    private Path target(String name) {
        return orchestrator.scratch().resolve("targets").resolve(name);
    }

    private List<Marked> processes(String session) {
        return orchestrator.agents().stream()
                .filter(agent -> agent.run().startsWith(session + "/"))
                .toList();
    }

    /** Without the short-lived children of a shell. */
    /** Only the agents themselves: their children come and go. */
    private List<Long> pids(String session) throws IOException {
        try (Stream<Path> files = Files.find(
                orchestrator.home().session(session).resolve("runs"), 3, (file, kind) -> file.endsWith("pid"))) {
            return files.map(ResetTest::pid)
                    .filter(pid -> ProcessHandle.of(pid).isPresent())
                    .toList();
        }
    }

    private static long pid(Path file) {
        try {
            return Long.parseLong(Files.readString(file).split(" ")[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertEveryLineIsLoggedOnce(String key) {
        Map<String, List<Long>> printed = PrintedLines.lines(orchestrator.home().session(key));
        assertThat(printed).isNotEmpty();
        assertThat(PrintedLines.logged(orchestrator.client().events(key))).isEqualTo(printed);
    }
}
