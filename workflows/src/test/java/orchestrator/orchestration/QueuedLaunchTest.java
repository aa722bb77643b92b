package orchestrator.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.List;
import orchestrator.event.AgentEvent;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A host without room for one more agent lets launches wait. */
class QueuedLaunchTest {
    @RegisterExtension
    final SessionFixture fixture = SessionFixture.oneAgent();

    private final ScriptedHost host = fixture.host;

    @Test
    void a_launch_without_room_waits_for_its_turn_and_then_begins_and_says_so() {
        host.turns.set(2);
        host.turn.countDown();

        SessionState end = fixture.run("queued", "reviews", "off");

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(texts()).containsSubsequence("launch 1 waits: No room.", "launch 1, pid 4711");
    }

    @Test
    void a_session_that_is_stopped_while_its_launch_waits_launches_nothing() {
        host.turns.set(1);
        WorkflowStub session = fixture.start("stopped", "reviews", "off");
        await().atMost(Duration.ofSeconds(60)).until(() -> host.awaitedTurns.get() > 0);

        session.signal("stop");
        SessionState end = session.getResult(SessionState.class);
        host.turn.countDown();

        assertThat(end.phase()).isEqualTo(Phase.STOPPED);
        assertThat(host.launches).isEmpty();
        assertThat(texts()).contains("launch 1 waits no longer: it was stopped");
    }

    private List<String> texts() {
        return host.events.stream().map(AgentEvent::text).toList();
    }
}
