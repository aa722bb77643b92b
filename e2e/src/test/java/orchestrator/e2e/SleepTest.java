package orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import orchestrator.event.AgentEvent;
import orchestrator.harness.MarkedProcesses.Marked;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.PatientAgents;
import orchestrator.harness.PrintedLines;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.Wait;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** All processes are stopped for a while, as if the machine slept. */
@TestInstance(Lifecycle.PER_CLASS)
class SleepTest {
    private static final Duration SESSION = Duration.ofSeconds(120);
    private static final Duration SLEEP = Duration.ofSeconds(70);

    private final Orchestrator orchestrator = Orchestrator.prepare(ScratchDirectory.directory("sleep"), Map.of());

    @BeforeAll
    void start() {
        PatientAgents.define(orchestrator, "one");
        orchestrator.start();
    }

    @AfterAll
    void stop() {
        orchestrator.close();
    }

    @Test
    void a_sleep_longer_than_a_runs_time_limit_ends_nothing_and_loses_nothing() throws Exception {
        String session = begin("asleep");
        Path directory = orchestrator.scratch().resolve("targets").resolve(session);

        everything("-STOP");
        long slept = System.nanoTime();
        await().atMost(SLEEP.plusSeconds(10)).until(() -> System.nanoTime() - slept > SLEEP.toNanos());
        everything("-CONT");

        Wait.until(
                "it says so",
                SESSION,
                () -> told(session).stream()
                        .anyMatch(
                                text -> text.contains("was stopped") && text.contains("does not count as work time")));
        Files.createFile(directory.resolve("go"));
        JsonNode done = orchestrator.client().awaitPhase(session, "done", SESSION);
        assertThat(done.path("assignments").findValues("launches")).allMatch(launches -> launches.asInt() == 1);
        Map<String, List<Long>> printed = PrintedLines.lines(orchestrator.home().session(session));
        assertThat(PrintedLines.logged(orchestrator.client().events(session))).isEqualTo(printed);
    }

    private String begin(String name) {
        ObjectNode request = PatientAgents.request(orchestrator, name).put("runMinutes", 1);
        String session = orchestrator.client().create(request);
        Wait.until("an agent is at work", SESSION, () -> !agents(session).isEmpty());
        return session;
    }

    private void everything(String signal) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        command.add("" + orchestrator.worker().pid());
        command.add("" + orchestrator.api().pid());
        command.add("" + orchestrator.temporal().pid());
        // Short-lived children of a shell may be gone already.
        agents("asleep").forEach(agent -> command.add("" + agent.pid()));
        new ProcessBuilder(command).start().waitFor();
    }

    private List<Marked> agents(String session) {
        return orchestrator.agents().stream()
                .filter(agent -> agent.run().startsWith(session + "/"))
                .toList();
    }

    private List<String> told(String session) {
        return orchestrator.client().events(session).stream()
                .map(AgentEvent::text)
                .toList();
    }
}
