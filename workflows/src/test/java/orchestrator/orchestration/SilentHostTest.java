package orchestrator.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowStub;
import orchestrator.event.EventType;
import orchestrator.host.Host;
import orchestrator.session.ControlRequest;
import orchestrator.session.Hold;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No worker serves the queue of the host, which may be gone or only away. One real second of silence is enough. */
class SilentHostTest {
    private static final Host GONE = new Host("gone", "orchestrator@gone", 300, 1);

    private final ScriptedHost host = new ScriptedHost();
    private final TestTemporal temporal = new TestTemporal(host);
    private final TestSessions sessions = new TestSessions(temporal, host);

    @BeforeEach
    void place() {
        host.places.add(GONE);
    }

    @AfterEach
    void close() {
        temporal.close();
    }

    @Test
    void another_host_with_its_own_directory_takes_over_and_reports_it() {
        host.directoryIsShared = false;

        SessionState end = sessions.run("moved");

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(host.launches.get(0).id().launch()).isEqualTo(2);
        assertThat(host.launches.get(0).resume()).isNull();
        assertThat(host.launches.get(0).note()).contains("Another agent");
        assertThat(host.events)
                .filteredOn(e -> e.type() == EventType.RECOVERY)
                .isNotEmpty()
                .allSatisfy(e -> assertThat(e.text()).contains("tier 3", "Host gone", "host test takes over"));
    }

    @Test
    void the_user_decides_if_the_old_agent_may_still_work_in_the_same_directory() {
        WorkflowStub session = sessions.start("shared", TestSessions.IN_TURN);
        awaitNeed(session);
        assertThat(host.launches).isEmpty();
        assertThat(session.query("state", SessionState.class).hold().reason())
                .contains("host gone has not answered", "orchestrate resume shared");
        host.directoryIsShared = false;

        session.update("resume", SessionState.class, new ControlRequest("ana", "cli", "it burnt down"));

        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void a_session_on_a_silent_host_can_be_stopped() {
        WorkflowStub session = sessions.start("stop", TestSessions.IN_TURN);
        awaitNeed(session);

        session.signal("stop");

        SessionState end = session.getResult(SessionState.class);
        assertThat(end.phase()).isEqualTo(Phase.STOPPED);
        assertThat(end.assignments().get(0).note()).contains("host gone does not answer");
    }

    @Test
    void a_host_that_is_only_away_raises_no_question() {
        host.places.clear();
        host.places.add(new Host("test", "orchestrator@away", 300, 1));

        WorkflowStub session = sessions.start("away", TestSessions.IN_TURN);
        await().until(() -> host.placed.get() >= 6);

        assertThat(session.query("state", SessionState.class).hold().kind()).isEqualTo(Hold.Kind.NONE);
        assertThat(host.launches).isEmpty();
        assertThat(session.query("state", SessionState.class).phase()).isEqualTo(Phase.WORKING);
    }

    private void awaitNeed(WorkflowStub session) {
        await().until(() -> session.query("state", SessionState.class).hold().kind() == Hold.Kind.NEEDS_YOU);
    }
}
