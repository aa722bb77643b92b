package orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import orchestrator.event.AgentEvent;
import orchestrator.harness.ExternalCommand;
import orchestrator.harness.FakeClaude;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.PrintedLines;
import orchestrator.harness.Program;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.Wait;
import orchestrator.json.Json;
import orchestrator.signing.Signature;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A worker that hangs, a worker that dies together with its agent, a machine that restarts. */
@TestInstance(Lifecycle.PER_CLASS)
class OutagesTest {

    private static final Duration SESSION = Duration.ofSeconds(120);

    /** The architect works until a file appears; the others finish at once. */
    private static final String WORKS = """
            if [ "$ROLE" = architect ]; then
              i=0
              while [ ! -e enough ]; do say "line $i"; i=$((i+1)); sleep 0.1; done
            fi
            finish
            """;

    /** Works for long at its first launch, and finishes at the next. */
    private static final String BREAKS_OFF = """
            say begun
            if [ ! -e begun ]; then touch begun; sleep 300; fi
            finish
            """;

    private static final String KEEPS_CONVERSATION = """
            mkdir -p "$HOME/.claude/projects/here"
            touch "$HOME/.claude/projects/here/$SESSION.jsonl"
            """;

    private final Orchestrator orchestrator = Orchestrator.prepare(ScratchDirectory.directory("outages"), Map.of());

    @BeforeAll
    void start() {
        orchestrator.start();
    }

    @AfterAll
    void stop() {
        orchestrator.close();
    }

    @Test
    void a_hanging_worker_writes_nothing_twice_after_another_took_over() throws Exception {
        orchestrator.script("claude", FakeClaude.script(WORKS));
        Path target = orchestrator.target("hangs", true);
        String session = orchestrator.client().create("Work.", target);
        awaitEvent(session, "line 10");

        signal("STOP", orchestrator.worker().pid());
        int printed = linesOf(session);
        orchestrator.startAnotherWorker();
        // This takes until the first worker has missed its heartbeats.
        awaitEvent(session, "line " + (printed + 20));
        signal("CONT", orchestrator.worker().pid());
        awaitEvent(session, "line " + (linesOf(session) + 10));
        Files.createFile(target.resolve("enough"));
        JsonNode state = orchestrator.client().awaitPhase(session, "done", SESSION);

        assertThat(state.path("assignments").findValues("launches")).allMatch(launches -> launches.asInt() == 1);
        assertEveryLineIsLoggedOnce(session);
        orchestrator.stopOtherWorker();
    }

    @Test
    void the_standby_of_a_killed_worker_reads_on_and_writes_nothing_twice() throws Exception {
        orchestrator.script("claude", FakeClaude.script(WORKS));
        Path target = orchestrator.target("standby", true);
        String session = orchestrator.client().create("Work.", target);
        awaitEvent(session, "line 10");
        Program standby = orchestrator.standby();
        standby.start();
        Wait.until(
                "the standby is ready",
                SESSION,
                () -> standby.line("standby ready").isPresent());
        assertThat(standby.line("worker ready")).isEmpty();

        orchestrator.worker().kill9();
        awaitEvent(session, "line " + (linesOf(session) + 5));
        Files.createFile(target.resolve("enough"));
        JsonNode state = orchestrator.client().awaitPhase(session, "done", SESSION);

        assertThat(state.path("assignments").findValues("launches")).allMatch(launches -> launches.asInt() == 1);
        assertEveryLineIsLoggedOnce(session);
        standby.kill9();
        orchestrator.startWorker();
    }

    @Test
    void after_a_kill_of_worker_and_agent_the_same_conversation_continues() {
        orchestrator.script("claude", FakeClaude.script(BREAKS_OFF));
        Path target = orchestrator.target("together", true);
        String session = orchestrator.client().create("Work.", target);
        awaitEvent(session, "begun");

        orchestrator.worker().kill9();
        killAgents();
        orchestrator.startWorker();
        orchestrator.client().awaitPhase(session, "done", SESSION);

        assertResumed(session);
    }

    @Test
    void after_a_restart_of_the_machine_the_same_conversation_continues() throws Exception {
        orchestrator.script("claude", FakeClaude.script(BREAKS_OFF));
        Path target = orchestrator.target("restart", true);
        String session = orchestrator.client().create("Work.", target);
        awaitEvent(session, "begun");

        orchestrator.worker().kill9();
        killWrappers();
        killAgents();
        pretendAnotherBoot(session);
        orchestrator.startWorker();
        orchestrator.client().awaitPhase(session, "done", SESSION);

        assertResumed(session);
    }

    @Test
    void a_stopped_session_that_Temporal_has_forgotten_resumes_from_its_finished_work() throws Exception {
        orchestrator.script("claude", FakeClaude.script(KEEPS_CONVERSATION + """
                if [ "$ROLE" = implementer ] && [ ! -e begun ]; then touch begun; sleep 300; fi
                finish
                """));
        Path target = orchestrator.target("stopped", true);
        String stopped = orchestrator.client().create("Work.", target);
        Wait.until("the implementer is at work", SESSION, () -> Files.exists(target.resolve("begun")));
        orchestrator.client().stop(stopped);
        orchestrator.client().awaitPhase(stopped, "stopped", SESSION);
        orchestrator.temporal().command("workflow", "delete", "-w", stopped);

        orchestrator
                .temporal()
                .command(
                        "workflow",
                        "start",
                        "--type",
                        "Orchestration",
                        "-t",
                        "orchestrator",
                        "-w",
                        "resumed",
                        "--input",
                        orchestrator.sign(
                                Signature.START,
                                "resumed",
                                Json.MAPPER.createObjectNode().put("resumeFrom", stopped)));
        JsonNode state = orchestrator.client().awaitPhase("resumed", "done", SESSION);

        assertThat(state.path("resumedFrom").asText()).isEqualTo(stopped);
        assertThat(state.path("target").asText()).isEqualTo(target.toString());
        assertThat(orchestrator.home().run("resumed", "claude-1"))
                .as("done before")
                .doesNotExist();
        Path implementer = orchestrator.home().launch("resumed", "claude-2", 1);
        assertThat(implementer.resolve("command.json")).content().contains("--resume");
        assertThat(implementer.resolve("prompt.md")).content().contains("done as architect");
    }

    private void assertResumed(String session) {
        List<AgentEvent> events = orchestrator.client().events(session);
        assertThat(events)
                .filteredOn(event -> event.type().wire().equals("recovery"))
                .singleElement()
                .satisfies(event -> assertThat(event.text()).contains("tier 2"));
        assertEveryLineIsLoggedOnce(session);
        assertThat(orchestrator.agents()).isEmpty();
    }

    private void assertEveryLineIsLoggedOnce(String session) {
        Map<String, List<Long>> printed = PrintedLines.lines(orchestrator.home().session(key(session)));
        assertThat(printed).isNotEmpty();
        assertThat(PrintedLines.logged(orchestrator.client().events(session))).isEqualTo(printed);
    }

    /** The events of a session without a key cannot be requested yet. */
    private void awaitEvent(String session, String text) {
        Wait.until(session + " has begun", SESSION, () -> !key(session).isEmpty());
        Wait.until(
                "event " + text,
                SESSION,
                () -> orchestrator.client().events(session).stream()
                        .anyMatch(event -> event.text().equals(text)));
    }

    private int linesOf(String session) throws IOException {
        Path stdout = orchestrator.home().launch(key(session), "claude-1", 1).resolve("stdout.jsonl");
        return Files.readAllLines(stdout).size();
    }

    private String key(String session) {
        return orchestrator.client().state(session).path("key").asText();
    }

    /** Kills the wrappers first, so that nothing records how the agents end. */
    private void killWrappers() {
        orchestrator.agents().stream()
                .filter(agent -> agent.command().contains("launch.sh"))
                .forEach(agent -> signal("KILL", agent.pid()));
    }

    private void killAgents() {
        orchestrator.agents().stream()
                .filter(agent -> !agent.command().contains("launch.sh claim"))
                .forEach(agent -> signal("KILL", agent.pid()));
    }

    private void pretendAnotherBoot(String session) throws IOException {
        try (Stream<Path> files = Files.walk(orchestrator.home().session(session))) {
            for (Path pid : files.filter(file -> file.endsWith("pid")).toList()) {
                String[] parts = Files.readString(pid).trim().split(" ");
                Files.writeString(pid, parts[0] + " " + parts[1] + " another-boot\n");
            }
        }
    }

    private void signal(String name, long pid) {
        ExternalCommand.run(Path.of("/bin/kill"), List.of("-" + name, "" + pid), Map.of(), orchestrator.scratch());
    }
}
