package orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import orchestrator.event.AgentEvent;
import orchestrator.harness.FakeClaude;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.PrintedLines;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.Wait;
import orchestrator.json.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A pause stops every process, even if worker or wrapper die meanwhile. */
@TestInstance(Lifecycle.PER_CLASS)
class PauseTest {

    private static final Duration SESSION = Duration.ofSeconds(120);

    /** Has a tool in a separate process session, and works until a file appears. */
    private static final String WORKS = """
            setsid sleep 300 &
            i=0
            while [ ! -e enough ]; do say "line $i"; i=$((i+1)); sleep 0.05; done
            finish
            """;

    private final Orchestrator orchestrator =
            Orchestrator.prepare(ScratchDirectory.directory("pause"), Map.of("ORCHESTRATOR_PARK_SECONDS", "30"));

    @BeforeAll
    void start() {
        orchestrator.script("claude", FakeClaude.script(WORKS));
        orchestrator.start();
    }

    @AfterAll
    void stop() {
        orchestrator.close();
    }

    @Test
    void a_pause_survives_its_worker_and_no_line_is_lost() throws Exception {
        Path target = orchestrator.target("paused", true);
        String session = started(target);

        signal(session, "pause");
        awaitState(session, "paused");
        // What was being started in that moment is found by the next look.
        Wait.until(
                session + " stands still",
                SESSION,
                () -> states(session).stream().allMatch(List.of("T", "D")::contains));
        assertThat(states(session)).hasSizeGreaterThanOrEqualTo(3);
        long printed = printed(session);
        orchestrator.worker().kill9();
        orchestrator.startWorker();
        assertThat(states(session)).isSubsetOf("T", "D");
        assertThat(printed(session)).isEqualTo(printed);
        signal(session, "resume");
        Wait.until("it prints again", SESSION, () -> printed(session) > printed);
        Files.createFile(target.resolve("enough"));

        JsonNode state = orchestrator.client().awaitPhase(session, "done", SESSION);
        assertThat(state.path("assignments").findValues("launches")).allMatch(launches -> launches.asInt() == 1);
        assertEveryLineIsLoggedOnce(session);
        assertThat(orchestrator.agents()).isEmpty();
    }

    @Test
    void a_long_pause_is_parked_and_the_conversation_continues_afterwards() throws Exception {
        Path target = orchestrator.target("parked", true);
        String session = started(target);

        signal(session, "pause");
        Wait.until(
                "no process of it is left",
                SESSION,
                () -> orchestrator.agents().stream()
                        .noneMatch(agent -> agent.run().startsWith(session)));
        Files.createFile(target.resolve("enough"));
        signal(session, "resume");
        orchestrator.client().awaitPhase(session, "done", SESSION);

        List<AgentEvent> events = orchestrator.client().events(session);
        assertThat(events).extracting(AgentEvent::text).anyMatch(text -> text.contains("is parked"));
        assertThat(events)
                .filteredOn(event -> event.type().wire().equals("recovery"))
                .singleElement()
                .satisfies(event -> assertThat(event.text()).contains("tier 2"));
        assertEveryLineIsLoggedOnce(session);
    }

    private String started(Path target) {
        String session = orchestrator.client().create("Work.", target);
        Wait.until(session + " prints", SESSION, () -> printed(session) > 1_000);
        return session;
    }

    private void signal(String session, String name) {
        String signed = orchestrator.sign(name, session, Json.MAPPER.createObjectNode());
        orchestrator.temporal().command("workflow", "signal", "-w", session, "--name", name, "--input", signed);
    }

    private void awaitState(String session, String hold) {
        Wait.until(
                session + " is " + hold,
                SESSION,
                () -> orchestrator
                        .client()
                        .state(session)
                        .at("/hold/kind")
                        .asText()
                        .equals(hold));
        Wait.until(
                "all of it stands still",
                SESSION,
                () -> states(session).stream().allMatch(List.of("T", "D")::contains));
    }

    /** States of all its processes: stopped, or in the kernel, like a shell whose child was stopped early. */
    private List<String> states(String session) {
        return orchestrator.agents().stream()
                .filter(agent -> agent.run().startsWith(session))
                .map(agent -> state(agent.pid()))
                .filter(state -> !state.isEmpty())
                .toList();
    }

    private static String state(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", "" + pid, "stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).substring(0, 1);
        } catch (IOException gone) {
            return "";
        }
    }

    private long printed(String session) {
        Path stdout = orchestrator.home().launch(session, "claude-1", 1).resolve("stdout.jsonl");
        return stdout.toFile().length();
    }

    private void assertEveryLineIsLoggedOnce(String session) {
        assertThat(PrintedLines.logged(orchestrator.client().events(session)))
                .isEqualTo(PrintedLines.lines(orchestrator.home().session(session)));
    }
}
