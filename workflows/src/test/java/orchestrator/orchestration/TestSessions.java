package orchestrator.orchestration;

import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.util.Map;
import orchestrator.json.Json;
import orchestrator.session.Orchestration;
import orchestrator.session.SessionState;

/** Starts sessions as a caller does. */
final class TestSessions {
    /** Three agents in turn in the target itself, without reviews; with an unknown field. */
    static final Map<String, Object> IN_TURN = Map.of(
            "prompt", "p", "target", "/t", "plan", "fixed", "isolation", "none", "reviews", "off", "somethingNew", 1);

    private final TestTemporal temporal;
    private final ScriptedHost host;

    TestSessions(TestTemporal temporal, ScriptedHost host) {
        this.temporal = temporal;
        this.host = host;
    }

    SessionState run(String id) {
        return start(id, IN_TURN).getResult(SessionState.class);
    }

    /** The first run works until it is stopped. */
    WorkflowStub startEndless(String id) {
        host.neverEnds(id, "claude-1");
        WorkflowStub session = start(id, IN_TURN);
        await().until(() -> host.launches.size() == 1);
        return session;
    }

    WorkflowStub start(String id, Object input) {
        WorkflowStub session = stub(id);
        session.start(new Object[] {Json.MAPPER.valueToTree(input)});
        return session;
    }

    WorkflowStub stub(String id) {
        return temporal.client()
                .newUntypedWorkflowStub(
                        Orchestration.TYPE,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(id)
                                .setTaskQueue(Orchestration.TASK_QUEUE)
                                .build());
    }
}
