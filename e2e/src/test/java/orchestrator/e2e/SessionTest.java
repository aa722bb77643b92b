package orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import orchestrator.event.AgentEvent;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.PrintedLines;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.Wait;
import orchestrator.modelserver.ModelServer;
import orchestrator.modelserver.RecordedRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Sessions with the real Claude Code, from the API to the file that it writes. */
@TestInstance(Lifecycle.PER_CLASS)
class SessionTest {

    private static final Duration SESSION = Duration.ofSeconds(120);
    private static final String WORK =
            "[[scenario:architect=write-plan;implementer=write-file;reviewer=approve]] Write the file.";
    private static final String SLOW_WORK =
            "[[scenario:architect=hello;implementer=write-slowly;reviewer=approve]] Write three files.";

    private final ModelServer model = ModelServer.start(0);
    private final Orchestrator orchestrator =
            Orchestrator.withAgents(ScratchDirectory.directory("sessions"), model.url(), "claude");

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
    void claude_completes_a_session_and_writes_its_file() {
        Path target = orchestrator.target("work", true);

        String session = orchestrator.client().create(WORK, target);
        JsonNode state = orchestrator.client().awaitPhase(session, "done", SESSION);

        assertThat(target.resolve("implementer.txt")).hasContent("written by claude as implementer\n");
        assertThat(target.resolve("plan.md")).exists();
        assertThat(state.path("progressPercent").asInt()).isEqualTo(100);
        assertThat(state.path("assignments")).hasSize(3);
        assertEveryLineIsLoggedOnce(session);
        assertThat(orchestrator.client().get("/api/v1/" + session + "/report").body())
                .contains("claude");
    }

    @Test
    void the_implementer_gets_the_architects_message() {
        Path target = orchestrator.target("handed-on", true);

        String session = orchestrator.client().create(WORK + " [[run:handed-on]]", target);
        orchestrator.client().awaitPhase(session, "done", SESSION);

        assertThat(seen("handed-on", "implementer"))
                .isNotEmpty()
                .allMatch(request -> request.heard("user", "The plan stands in plan.md."));
    }

    @Test
    void a_killed_worker_loses_and_doubles_no_event() {
        Path target = orchestrator.target("worker-killed", true);
        String session = orchestrator.client().create(SLOW_WORK, target);
        // Its next call waits for the guard, and so for a worker.
        Wait.until(
                "the slow command runs",
                SESSION,
                () -> orchestrator.agents().stream()
                        .anyMatch(agent -> agent.command().contains("sleep 3;")));

        orchestrator.worker().kill9();
        awaitFile(target.resolve("implementer-2.txt"));
        orchestrator.startWorker();
        JsonNode state = orchestrator.client().awaitPhase(session, "done", SESSION);

        assertThat(target.resolve("implementer-3.txt")).exists();
        assertThat(state.path("assignments").findValues("launches"))
                .as("the process continued, so nothing was launched again")
                .allMatch(launches -> launches.asInt() == 1);
        assertEveryLineIsLoggedOnce(session);
    }

    @Test
    void a_killed_agent_continues_the_same_conversation() {
        Path target = orchestrator.target("agent-killed", true);
        String task = "[[scenario:architect=hello;implementer=long-tool;reviewer=approve]] [[run:killed]]";
        String session = orchestrator.client().create(task, target);
        Wait.until(
                "the long command runs",
                SESSION,
                () -> orchestrator.agents().stream()
                        .anyMatch(agent -> agent.command().contains("sleep 300")));

        orchestrator.agents().stream()
                // The agent's own command names the program sleep too, for its hook.
                .filter(agent -> !agent.command().contains("sleep 300"))
                .filter(agent -> agent.run().startsWith(session))
                .forEach(agent -> ProcessHandle.of(agent.pid()).ifPresent(ProcessHandle::destroyForcibly));
        orchestrator.client().awaitPhase(session, "done", SESSION);

        assertThat(target.resolve("after.txt")).exists();
        List<RecordedRequest> implementer = seen("killed", "implementer");
        assertThat(implementer)
                .extracting(RecordedRequest::conversation)
                .containsOnly(implementer.get(0).conversation());
        assertThat(implementer.get(implementer.size() - 1).heard("user", "You were interrupted"))
                .isTrue();
        assertThat(orchestrator.client().events(session))
                .anyMatch(event ->
                        event.type().wire().equals("recovery") && event.text().contains("tier 2"));
        assertEveryLineIsLoggedOnce(session);
        assertThat(orchestrator.agents()).isEmpty();
    }

    private void assertEveryLineIsLoggedOnce(String session) {
        String key = orchestrator.client().state(session).path("key").asText();
        Map<String, List<Long>> printed = PrintedLines.lines(orchestrator.home().session(key));
        List<AgentEvent> events = orchestrator.client().events(session);

        assertThat(printed).isNotEmpty();
        assertThat(PrintedLines.logged(events)).isEqualTo(printed);
        assertThat(events).extracting(AgentEvent::id).isSorted().doesNotHaveDuplicates();
    }

    private List<RecordedRequest> seen(String run, String role) {
        return model.log().stream()
                .filter(request -> request.run().equals(run) && request.role().equals(role))
                .toList();
    }

    private static void awaitFile(Path file) {
        Wait.until(file + " is there", SESSION, () -> java.nio.file.Files.exists(file));
    }
}
