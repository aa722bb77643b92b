package orchestrator.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowStub;
import orchestrator.session.AssignmentState.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs whose workflow somebody closes with Temporal's own tools. */
class LostRunsTest {
    private final ScriptedHost host = new ScriptedHost();
    private final TestTemporal temporal = new TestTemporal(host);
    private final TestSessions sessions = new TestSessions(temporal, host);

    @AfterEach
    void close() {
        temporal.close();
    }

    @Test
    void a_session_asks_what_to_do_about_a_run_that_was_terminated_from_outside() {
        WorkflowStub session = sessions.startEndless("lost");

        temporal.client().newUntypedWorkflowStub("lost/claude-1").terminate("by hand");

        await().until(() -> state(session).hold().kind() == Hold.Kind.NEEDS_YOU);
        assertThat(state(session).hold().reason())
                .contains("claude-1 gives up: its workflow was terminated in Temporal")
                .contains("orchestrate resume lost");
        session.update("resume", SessionState.class, new ControlRequest("ana", "cli", ""));
        SessionState end = session.getResult(SessionState.class);
        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.assignments()).allMatch(assignment -> assignment.status() == Status.DONE);
    }

    private static SessionState state(WorkflowStub session) {
        return session.query("state", SessionState.class);
    }
}
