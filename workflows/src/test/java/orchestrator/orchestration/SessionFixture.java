package orchestrator.orchestration;

import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import orchestrator.launch.LaunchActivities.LaunchRequest;
import orchestrator.plan.Kind;
import orchestrator.session.Hold;
import orchestrator.session.OpenItem;
import orchestrator.session.SessionState;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Sessions on a scripted host with scripted checkouts, of three agents (gemini, claude and codex) or of one. */
final class SessionFixture implements AfterEachCallback {
    static final String APPROVED = "{\"verdict\":\"APPROVED\",\"summary\":\"good\",\"points\":[]}";
    static final String CONCERNS =
            "{\"verdict\":\"CONCERNS\",\"summary\":\"a test fails\",\"points\":[\"escape the quotes\"]}";
    static final String BLOCKER =
            "{\"verdict\":\"BLOCKER\",\"summary\":\"it deletes files\",\"points\":[\"do not delete\"]}";
    /** A plan with two independent assignments. */
    static final String TWO_AT_ONCE = """
            {"assignments": [
              {"id": "code", "role": "implementer", "agent": "claude", "title": "Code", "prompt": "write it", "weight": 3,
               "dependsOn": []},
              {"id": "tests", "role": "reviewer", "agent": "codex", "title": "Tests", "prompt": "test it", "weight": 1,
               "dependsOn": []}]}""";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final ScriptedHost host = new ScriptedHost();
    final ScriptedCheckouts checkouts = new ScriptedCheckouts();
    final TestTemporal temporal = new TestTemporal(host, checkouts);
    final TestSessions sessions = new TestSessions(temporal, host);

    private SessionFixture() {}

    static SessionFixture crewOfThree() {
        SessionFixture fixture = new SessionFixture();
        fixture.host.architect = "gemini";
        fixture.host.reviewer = "codex";
        return fixture;
    }

    /** One agent in all roles. */
    static SessionFixture oneAgent() {
        return new SessionFixture();
    }

    /** Starts a session with a fixed plan; {@code more} are names and values of further fields. */
    WorkflowStub start(String id, Object... more) {
        return startWith(id, Map.of("prompt", "p", "target", "/t", "plan", "fixed"), more);
    }

    /** Starts a session for which an agent makes the plan. */
    WorkflowStub startPlanned(String id, Object... more) {
        return startWith(id, Map.of("prompt", "p", "target", "/t"), more);
    }

    private WorkflowStub startWith(String id, Map<String, Object> fields, Object... more) {
        Map<String, Object> request = new HashMap<>(fields);
        for (int i = 0; i < more.length; i += 2) request.put((String) more[i], more[i + 1]);
        return sessions.start(id, request);
    }

    /** Runs it to its end. */
    SessionState run(String id, Object... more) {
        return start(id, more).getResult(SessionState.class);
    }

    static SessionState stateOf(WorkflowStub session) {
        return session.query("state", SessionState.class);
    }

    static OpenItem awaitItem(WorkflowStub session) {
        await().atMost(PATIENCE)
                .until(() -> stateOf(session).teamwork().items().stream().anyMatch(OpenItem::isOpen));
        return stateOf(session).teamwork().items().stream()
                .filter(OpenItem::isOpen)
                .findFirst()
                .orElseThrow();
    }

    static SessionState awaitNeed(WorkflowStub session) {
        await().atMost(PATIENCE).until(() -> stateOf(session).hold().kind() == Hold.Kind.NEEDS_YOU);
        return stateOf(session);
    }

    List<LaunchRequest> launchesOf(Kind kind) {
        return host.launches.stream()
                .filter(launch -> launch.brief().contains("\nKind: " + kind.wire() + "\n"))
                .toList();
    }

    /** The names of the runs that were launched, in order. */
    List<String> launched() {
        return host.launches.stream().map(launch -> launch.id().run()).toList();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        temporal.close();
    }
}
