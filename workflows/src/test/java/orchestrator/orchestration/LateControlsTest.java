package orchestrator.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import orchestrator.event.AgentEvent;
import orchestrator.json.Json;
import orchestrator.session.ControlRequest;
import orchestrator.session.Hold;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Controls that come while an ended session still gives its lease back. */
class LateControlsTest {
    private static final ControlRequest ANA = new ControlRequest("ana", "cli", "lunch");
    private static final List<String> SIGNALS =
            List.of("pause", "resume", "review", "stop", "answer", "abort", "message");

    private final ScriptedHost host = new ScriptedHost();
    private final TestTemporal temporal = new TestTemporal(host);
    private final TestSessions sessions = new TestSessions(temporal, host);

    @AfterEach
    void close() {
        temporal.close();
    }

    /** The lease cannot be given back before time is skipped. */
    private WorkflowStub startThatEndsLater(String id) {
        host.failures.fail(
                "releaseLease",
                ApplicationFailure.newBuilder()
                        .setMessage("later")
                        .setType("Later")
                        .setNextRetryDelay(Duration.ofMinutes(7))
                        .build());
        WorkflowStub session = sessions.start(id, TestSessions.IN_TURN);
        await().until(() -> !temporal.pendingActivity(id, "ReleaseLease").isEmpty());
        return session;
    }

    @Test
    void a_signal_after_the_end_changes_nothing_and_is_told_to_come_too_late() {
        WorkflowStub session = startThatEndsLater("late");

        SIGNALS.forEach(
                signal -> session.signal(signal, Json.MAPPER.createObjectNode().put("by", "ana")));

        await().untilAsserted(() -> assertThat(List.copyOf(host.events))
                .extracting(AgentEvent::text)
                .containsAll(SIGNALS.stream()
                        .map(signal -> "a signal was not carried out: " + signal
                                + " comes too late; the session is over: done")
                        .toList()));
        SessionState end = session.getResult(SessionState.class);
        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.hold()).isEqualTo(Hold.NONE);
        assertThat(end.controls()).isEmpty();
        assertThat(session.query("state", SessionState.class)).isEqualTo(host.archived.get(host.archived.size() - 1));
    }

    @Test
    void an_update_after_the_end_is_refused_with_the_reason() {
        WorkflowStub session = startThatEndsLater("over");

        assertThatThrownBy(() -> session.update("pause", SessionState.class, ANA))
                .isInstanceOf(WorkflowUpdateException.class)
                .hasStackTraceContaining("the session is over: done");
        assertThat(session.getResult(SessionState.class).controls()).isEmpty();
    }
}
