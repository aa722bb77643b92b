package orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
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

/**
 * Between the early launch of an agent and the start of its run, the process has no workflow that knows it. Whatever
 * happens then, it is neither lost nor launched again. Takes about 60 s.
 */
@TestInstance(Lifecycle.PER_CLASS)
class EarlyLaunchTest {
    private static final Duration SESSION = Duration.ofSeconds(120);
    private static final int KILLS = 4;

    private final Orchestrator orchestrator =
            Orchestrator.prepare(ScratchDirectory.directory("early-launch"), Map.of());

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
    void a_worker_that_is_killed_right_after_it_launches_nothing_twice() throws Exception {
        int beforeTheRun = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            String session = "killed-" + kill;
            Thread starting = new Thread(() -> begin(session), "start of " + session);
            starting.start();
            Path pid = orchestrator.home().session(session).resolve("runs/one-1/1/pid");
            while (!Files.exists(pid)) Thread.onSpinWait();

            orchestrator.worker().kill9();
            Instant killed = Instant.now();
            orchestrator.startWorker();
            starting.join();

            endsWithOneLaunchOfEach(session);
            if (takenUpAt(session).isAfter(killed)) beforeTheRun++;
        }
        assertThat(beforeTheRun).as("kills before the run took its launch up").isPositive();
    }

    /** When the first run had taken up its launch. */
    private Instant takenUpAt(String session) throws IOException {
        List<JsonNode> events = history(session + "/one-1");
        String launch =
                scheduled(events, "Launch").orElseThrow().path("eventId").asText();
        return events.stream()
                .filter(event -> event.at("/activityTaskCompletedEventAttributes/scheduledEventId")
                        .asText()
                        .equals(launch))
                .map(EarlyLaunchTest::at)
                .findFirst()
                .orElseThrow();
    }

    private static Instant at(JsonNode event) {
        return Instant.parse(event.path("eventTime").asText());
    }

    @Test
    void a_session_that_is_reset_to_before_it_keeps_its_agent() throws Exception {
        String session = "reset";
        begin(session);
        Wait.until("an agent is at work", SESSION, () -> Files.exists(began(session)));
        String completed = scheduled(history(session), "LaunchEarly")
                .orElseThrow()
                .at("/activityTaskScheduledEventAttributes/workflowTaskCompletedEventId")
                .asText();

        orchestrator
                .temporal()
                .command("workflow", "reset", "-w", session, "--event-id", completed, "--reason", "a test");

        Wait.until(
                "it says so",
                SESSION,
                () -> orchestrator.client().events(session).stream()
                        .anyMatch(event -> event.text().contains("was reset in Temporal")));
        endsWithOneLaunchOfEach(session);
    }

    private void begin(String session) {
        orchestrator.client().create(PatientAgents.request(orchestrator, session));
    }

    private void endsWithOneLaunchOfEach(String session) throws IOException {
        Files.createFile(target(session).resolve("go"));
        JsonNode done = orchestrator.client().awaitPhase(session, "done", SESSION);
        assertThat(done.path("assignments").findValues("launches")).allMatch(launches -> launches.asInt() == 1);
        assertThat(Files.readAllLines(began(session)))
                .hasSameSizeAs(done.path("assignments"))
                .doesNotHaveDuplicates();
        assertThat(PrintedLines.logged(orchestrator.client().events(session)))
                .isEqualTo(PrintedLines.lines(orchestrator.home().session(session)));
        assertThat(orchestrator.agents()).noneMatch(agent -> agent.run().startsWith(session + "/"));
    }

    private List<JsonNode> history(String workflow) throws IOException {
        String history = orchestrator.temporal().command("workflow", "show", "-w", workflow, "--output", "json");
        JsonNode events = Json.MAPPER.readTree(history).path("events");
        return StreamSupport.stream(events.spliterator(), false).toList();
    }

    /** The event that scheduled the first activity of this type. */
    private static Optional<JsonNode> scheduled(List<JsonNode> events, String activity) {
        return events.stream()
                .filter(event -> event.at("/activityTaskScheduledEventAttributes/activityType/name")
                        .asText()
                        .equals(activity))
                .findFirst();
    }

    /** Agents add a line to it when they begin. */
    private Path began(String session) {
        return target(session).resolve("began");
    }

    private Path target(String session) {
        return orchestrator.scratch().resolve("targets").resolve(session);
    }
}
