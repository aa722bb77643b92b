package orchestrator.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import orchestrator.crew.Role;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.StreamId;
import orchestrator.identity.LaunchId;
import orchestrator.json.Json;
import orchestrator.launch.Usage;
import orchestrator.plan.Kind;
import orchestrator.session.AssignmentState;
import orchestrator.session.Hold;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import orchestrator.session.Teamwork;

/** Sessions and events as the worker writes them. */
final class Archive {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private Archive() {}

    static SessionState session(String key, Phase phase) {
        return session(key, key, "execution-of-" + key, phase);
    }

    static SessionState session(String id, String key, String execution, Phase phase) {
        return session(id, key, execution, phase, Teamwork.NONE);
    }

    /** One that is done. */
    static SessionState started(String id, Instant at) {
        return session(id, id, "execution-of-" + id, Phase.DONE, Teamwork.NONE, at);
    }

    static SessionState session(String id, String key, String execution, Phase phase, Teamwork teamwork) {
        return session(id, key, execution, phase, teamwork, NOON);
    }

    static SessionState session(
            String id, String key, String execution, Phase phase, Teamwork teamwork, Instant startedAt) {
        return new SessionState(
                id,
                key,
                execution,
                "Add a --json flag",
                "",
                "",
                "/tmp/app",
                "/tmp/app",
                phase,
                Hold.NONE,
                "",
                phase.isFinal() ? "" : "claude-1 implements",
                "5: claude alone",
                List.of(claude()),
                List.of(),
                Usage.NONE,
                50,
                startedAt,
                phase.isFinal() ? startedAt.plusSeconds(60) : null,
                teamwork,
                0);
    }

    private static AssignmentState claude() {
        return new AssignmentState(
                "implement",
                Kind.WORK,
                "claude-1",
                "claude",
                Role.IMPLEMENTER,
                "Implement",
                100,
                false,
                List.of(),
                AssignmentState.Status.RUNNING,
                1,
                "",
                Usage.NONE,
                NOON,
                null,
                null,
                0);
    }

    static AgentEvent said(String key, long offset, String text) {
        return said(key, offset, EventType.MESSAGE, text, "{}");
    }

    static AgentEvent said(String key, long offset, EventType type, String text, String data) {
        return AgentEvent.of(
                        new StreamId(new LaunchId(key, "claude-1", 1), AgentEvent.STDOUT),
                        NOON.plusSeconds(offset),
                        type,
                        text)
                .withPlace(offset, 0)
                .withData(Json.read(data, JsonNode.class));
    }

    static AgentEvent ofSession(String key, long offset, EventType type, String text, String data) {
        return AgentEvent.of(StreamId.ofSession(key, AgentEvent.ORCHESTRATOR), NOON.plusSeconds(offset), type, text)
                .withPlace(offset, 0)
                .withData(Json.read(data, JsonNode.class));
    }
}
