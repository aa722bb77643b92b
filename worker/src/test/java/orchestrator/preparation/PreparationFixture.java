package orchestrator.preparation;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import orchestrator.approval.Admission;
import orchestrator.crew.Role;
import orchestrator.home.Trust;
import orchestrator.identity.LaunchId;
import orchestrator.json.Json;
import orchestrator.launch.Usage;
import orchestrator.launcher.TestHost;
import orchestrator.plan.Kind;
import orchestrator.session.AssignmentState;
import orchestrator.session.AssignmentState.Status;
import orchestrator.session.Hold;
import orchestrator.session.Phase;
import orchestrator.session.SessionActivities.PrepareRequest;
import orchestrator.session.SessionActivities.Prepared;
import orchestrator.session.SessionActivities.RoleAgent;
import orchestrator.session.SessionState;
import orchestrator.session.Teamwork;
import orchestrator.session.request.SessionRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Prepares and archives sessions on a host of the test. */
abstract class PreparationFixture {
    static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    static final String LONG_PROMPT = "x".repeat(100_000);

    @TempDir
    Path base;

    TestHost host;
    Path target;

    @BeforeEach
    void open() {
        host = new TestHost(base);
        target = host.directory("target");
        Trust.of(host.parts().home()).add(base);
    }

    @AfterEach
    void close() throws Exception {
        host.close();
    }

    Preparation preparation() {
        Admission admission = new Admission(
                host.parts().home(), host.parts().environment(), host.parts().clock());
        return new Preparation(host.parts(), host.workflows(), admission);
    }

    Prepared prepare(String session, SessionRequest request) {
        return prepare(session, "execution of " + session, request);
    }

    Prepared prepare(String session, String execution, SessionRequest request) {
        return preparation().prepare(new PrepareRequest(session, execution, request, TestHost.signature()));
    }

    Prepared resume(String session, String from) {
        return prepare(session, Json.read("{\"resumeFrom\":\"" + from + "\"}", SessionRequest.class));
    }

    SessionRequest requestFor(String prompt, String... agents) {
        return new SessionRequest(
                prompt,
                target.toString(),
                null,
                List.of(agents),
                Map.of(),
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                0,
                null,
                null,
                null,
                0,
                false,
                null,
                null,
                null,
                null);
    }

    SessionRequest artifact(Prepared prepared) {
        String json = host.parts().artifacts().get(prepared.requestArtifact()).orElseThrow();
        return Json.read(json, SessionRequest.class);
    }

    void archive(SessionState state) {
        host.parts().archive().keep(state);
    }

    static LaunchId launch(String key, String run, int launch) {
        return new LaunchId(key, run, launch);
    }

    static String session(String id) {
        return "{\"type\":\"session\",\"id\":\"" + id + "\"}";
    }

    static String message(String text) {
        return "{\"type\":\"message\",\"text\":\"" + text + "\"}";
    }

    static String result(String text) {
        return "{\"type\":\"result\",\"ok\":true,\"text\":\"" + text + "\"}";
    }

    static AssignmentState assignment(String id, Kind kind, String run, Role role, Status status) {
        String agent = run.substring(0, run.lastIndexOf('-'));
        return new AssignmentState(
                id, kind, run, agent, role, id, 10, false, List.of(), status, 1, "", Usage.NONE, T0, null, null, 0);
    }

    /** The same state with an agent's plan. */
    static SessionState planned(SessionState state, String artifact, AssignmentState... assignments) {
        com.fasterxml.jackson.databind.node.ObjectNode json = Json.MAPPER.valueToTree(state);
        json.set("assignments", Json.MAPPER.valueToTree(assignments));
        json.set("teamwork", Json.MAPPER.valueToTree(Teamwork.NONE));
        json.withObject("/teamwork/plan").put("source", "agent").put("artifact", artifact);
        return Json.convert(json, SessionState.class);
    }

    /** A session with the assignments of the fixed plan in these states, or without any. */
    SessionState state(String key, Prepared prepared, Phase phase, String resumedFrom, Status... statuses) {
        List<String> ids = List.of("design", "implement", "review");
        java.util.Map<String, Integer> numbers = new java.util.HashMap<>();
        List<AssignmentState> assignments = new java.util.ArrayList<>();
        for (int i = 0; i < statuses.length; i++) {
            Role role = Role.values()[i];
            String agent = prepared.crew().stream()
                    .filter(one -> one.role() == role)
                    .map(RoleAgent::agent)
                    .findFirst()
                    .orElseThrow();
            String run = agent + "-" + numbers.merge(agent, 1, Integer::sum);
            assignments.add(new AssignmentState(
                    ids.get(i),
                    Kind.WORK,
                    run,
                    agent,
                    role,
                    role.wire(),
                    33,
                    false,
                    List.of(),
                    statuses[i],
                    1,
                    "",
                    Usage.NONE,
                    i == 2 ? null : T0,
                    null,
                    null,
                    0));
        }
        String name = key.startsWith("same") ? "same" : key;
        return new SessionState(
                name,
                key,
                "execution of " + name,
                "Do it",
                prepared.requestArtifact(),
                resumedFrom,
                target.toString(),
                target.toString(),
                phase,
                Hold.NONE,
                "",
                "",
                "",
                assignments,
                List.of(),
                Usage.NONE,
                0,
                key.startsWith("same-") ? T0.plusSeconds(60) : T0,
                null,
                Teamwork.NONE,
                0);
    }
}
