package orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import orchestrator.event.AgentEvent;
import orchestrator.eventlog.store.EventStore;
import orchestrator.harness.MarkedProcesses.Marked;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.PatientAgents;
import orchestrator.harness.PrintedLines;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.Wait;
import orchestrator.json.Json;
import orchestrator.session.SessionState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A session that goes on in a new execution every few events is one session for everybody. Takes about 40 s. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContinuedSessionTest {
    private static final Duration SESSION = Duration.ofSeconds(120);
    private static final Duration SWEPT = Duration.ofSeconds(75);

    private final Orchestrator orchestrator =
            Orchestrator.prepare(ScratchDirectory.directory("continued"), Map.of("ORCHESTRATOR_ROLLOVER_EVENTS", "25"));

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
    void kills_around_it_change_nothing_and_page_list_and_report_see_one_session() throws Exception {
        String session = begin("one-session");
        List<String> agents = processes(session);
        String first = orchestrator.client().state(session).path("execution").asText();

        for (int kills = 0; kills < 2; kills++) {
            control(session, "pause", "paused");
            orchestrator.worker().kill9();
            orchestrator.startWorker();
            control(session, "resume", "none");
        }
        Wait.until("it has gone on twice", SESSION, () -> {
            if (executions(session) > 2) return true;
            control(session, "pause", "paused");
            control(session, "resume", "none");
            return executions(session) > 2;
        });

        assertThat(processes(session)).containsAll(agents);
        Files.createFile(target(session).resolve("go"));
        JsonNode done = orchestrator.client().awaitPhase(session, "done", SESSION);
        assertThat(done.path("execution").asText()).isEqualTo(first);
        assertThat(done.path("controls")).hasSizeGreaterThanOrEqualTo(4);
        assertThat(done.path("assignments").findValues("launches")).allMatch(launches -> launches.asInt() == 1);
        assertThat(orchestrator.client().get("/api/v1/" + session + "/report").body())
                .contains("one-1");
        JsonNode listed = orchestrator.client().get("/api/v1/sessions").json();
        assertThat(listed.findValuesAsText("session")).containsOnlyOnce(session);
        assertThat(orchestrator.client().events(session))
                .extracting(AgentEvent::text)
                .noneMatch(text -> text.contains("was reset"));
        assertThat(PrintedLines.logged(orchestrator.client().events(session)))
                .isEqualTo(PrintedLines.lines(orchestrator.home().session(session)));
        assertThat(processes(session)).isEmpty();
    }

    @Test
    void stopping_it_stops_the_agents_that_an_earlier_execution_has_started() throws IOException {
        String session = begin("stopped");
        goOn(session);

        orchestrator.client().stop(session);

        orchestrator.client().awaitPhase(session, "stopped", SESSION);
        assertThat(processes(session)).isEmpty();
    }

    @Test
    void terminating_it_ends_them_by_the_next_sweep() throws IOException {
        String session = begin("terminated");
        goOn(session);

        orchestrator.temporal().command("workflow", "terminate", "-w", session, "--reason", "a test");

        Wait.until("its agents are ended", SWEPT, () -> processes(session).isEmpty());
    }

    @Test
    void it_is_listed_however_many_sessions_have_begun_and_ended_since() throws IOException {
        String session = begin("long-open");
        goOn(session);
        try (EventStore store = EventStore.open(orchestrator.home().eventStore())) {
            SessionState open = store.archive().session(session).orElseThrow();
            for (int i = 0; i < 60; i++) store.archive().keep(ended(open, "ended-" + i, i));
        }

        JsonNode list = orchestrator.client().get("/api/v1/sessions?limit=20").json();
        JsonNode listed = StreamSupport.stream(list.path("sessions").spliterator(), false)
                .filter(one -> one.path("session").asText().equals(session))
                .findFirst()
                .orElseThrow();

        assertThat(listed.path("open").asBoolean()).isTrue();
        assertThat(listed.path("outcome").asText()).isNotEqualTo("unreachable");
        assertThat(list.path("older").asInt()).isGreaterThanOrEqualTo(40);
        orchestrator.client().stop(session);
    }

    private static SessionState ended(SessionState open, String id, int secondsLater) {
        ObjectNode state = Json.MAPPER.valueToTree(open);
        String start = open.startedAt().plusSeconds(60 + secondsLater).toString();
        state.put("session", id).put("key", id).put("execution", "execution-of-" + id);
        state.put("phase", "done").put("startedAt", start).put("endedAt", start);
        return Json.convert(state, SessionState.class);
    }

    private String begin(String name) {
        String session = orchestrator.client().create(PatientAgents.request(orchestrator, name));
        Wait.until("an agent is at work", SESSION, () -> !processes(session).isEmpty());
        return session;
    }

    /** Pauses and resumes it until it has gone on in a new execution. */
    private void goOn(String session) {
        Wait.until("it has gone on", SESSION, () -> {
            control(session, "pause", "paused");
            control(session, "resume", "none");
            return executions(session) > 1;
        });
    }

    private void control(String session, String name, String hold) {
        orchestrator.client().post("/api/v1/" + session + "/" + name, Json.MAPPER.createObjectNode());
        Wait.until(
                name,
                SESSION,
                () -> orchestrator
                        .client()
                        .state(session)
                        .at("/hold/kind")
                        .asText()
                        .equals(hold));
    }

    private long executions(String session) {
        String listed = orchestrator.temporal().command("workflow", "list", "--query", "WorkflowId='" + session + "'");
        return listed.lines().filter(line -> line.contains("Orchestration")).count();
    }

    private Path target(String name) {
        return orchestrator.scratch().resolve("targets").resolve(name);
    }

    private List<String> processes(String session) {
        return orchestrator.agents().stream()
                .filter(agent -> agent.run().startsWith(session + "/"))
                .filter(agent -> agent.command().contains("patient.sh"))
                .map(Marked::pid)
                .map(String::valueOf)
                .toList();
    }
}
