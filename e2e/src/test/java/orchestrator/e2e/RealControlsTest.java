package orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import orchestrator.event.AgentEvent;
import orchestrator.harness.Wait;
import orchestrator.modelserver.RecordedRequest;
import orchestrator.process.ProcessIdentity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Park, stop and abort while a real command line runs a command. */
@TestInstance(Lifecycle.PER_CLASS)
class RealControlsTest {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(15);

    private final RealSessions sessions = RealSessions.start("controls", Map.of("ORCHESTRATOR_PARK_SECONDS", "3"));

    @AfterAll
    void stop() {
        sessions.close();
    }

    @Test
    void a_long_pause_is_parked_and_the_conversation_continues_later() {
        List<RealSession> parked = RealSessions.AGENTS.stream()
                .map(agent -> sessions.begin(agent, "parked", "waiting-tool"))
                .toList();
        for (RealSession session : parked) session.awaitTool().pause();
        for (RealSession session : parked) {
            Wait.until(
                    session.id() + " has no process",
                    SOON,
                    () -> session.processes().isEmpty());
            assertThat(session.state().at("/hold/kind").asText())
                    .as(session.id())
                    .isEqualTo("paused");
        }

        parked.forEach(RealSession::resume);

        for (RealSession session : parked) {
            JsonNode done = session.awaitDone();
            assertThat(done.at("/assignments/0/launches").asInt()).isEqualTo(2);
            assertThat(session.recoveries()).as(session.id()).hasSize(1);
            AgentEvent recovery = session.recoveries().get(0);
            assertThat(recovery.data().path("tier").asInt()).as(session.id()).isEqualTo(2);
            assertThat(recovery.text()).contains("it was paused for 3 seconds");
            RecordedRequest last = session.requests().get(session.requests().size() - 1);
            assertThat(last.heard("user", "marzipan")).as(session.id()).isTrue();
            assertThat(last.heard("assistant", "I run a command that waits."))
                    .as(session.id())
                    .isTrue();
            assertThat(session.target().resolve("after.txt")).as(session.id()).exists();
            session.assertEveryLineIsLoggedOnce();
        }
    }

    @Test
    void a_stopped_agent_leaves_no_process_behind_even_if_its_command_ignores_signals() {
        List<RealSession> working = RealSessions.AGENTS.stream()
                .map(agent -> sessions.begin(agent, "stopped", "stubborn-tool"))
                .toList();
        for (RealSession session : working) session.awaitTool("while :; do sleep 1; done");

        for (RealSession session : working) {
            long since = System.nanoTime();
            assertThat(sessions.orchestrate("stop", session.id()).exitCode()).isZero();
            Wait.until(
                    "nothing is left of " + session.id(),
                    SOON,
                    () -> session.processes().isEmpty());
            Duration took = Duration.ofNanos(System.nanoTime() - since);
            assertThat(took).as(session.id()).isLessThan(STOPPED_WITHIN);
        }
    }

    @Test
    void another_agent_takes_over_from_an_aborted_one() {
        RealSession session =
                sessions.begin("claude", "aborted", "waiting-tool", "codex", 60).awaitTool();
        ProcessIdentity aborted = session.process(1).orElseThrow();

        assertThat(sessions.orchestrate("abort", "claude", session.id()).exitCode())
                .isZero();
        Wait.until(
                "codex runs the command",
                SOON,
                () -> session.processes().stream()
                        .anyMatch(one ->
                                one.run().contains("/codex-") && one.command().contains("until [ -e go ]")));
        assertThat(session.processes())
                .noneMatch(one -> one.pid() == aborted.pid())
                .noneMatch(one -> one.run().contains("/claude-"));
        session.go();

        JsonNode done = session.awaitDone();
        assertThat(done.at("/assignments/0/agent").asText()).isEqualTo("codex");
        assertThat(session.requests())
                .filteredOn(request ->
                        request.agent().equals("codex") && request.role().equals("architect"))
                .isNotEmpty()
                .allMatch(request -> request.heard("user", "Another agent worked on this before you"));
        session.assertEveryLineIsLoggedOnce();
    }
}
