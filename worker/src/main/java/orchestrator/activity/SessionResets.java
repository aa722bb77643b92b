package orchestrator.activity;

import io.temporal.activity.Activity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.StreamId;
import orchestrator.json.Json;
import orchestrator.launcher.HostContext;
import orchestrator.session.SessionState;

/** Notices that a session was reset to an earlier point in Temporal: its run id changes. */
final class SessionResets {
    private static final String SOURCE = "temporal";
    private static final String TEXT =
            "The session was reset in Temporal and continues from an earlier point of its history."
                    + " Its agents and their work are kept: a run that it reaches again takes over what was begun;"
                    + " other runs are ended.";

    private final HostContext host;

    SessionResets(HostContext host) {
        this.host = host;
    }

    /** Call it from an activity of that session. */
    void look(SessionState state) {
        look(state, Activity.getExecutionContext().getInfo().getWorkflowRunId());
    }

    void look(SessionState state, String runId) {
        Path file = host.home().session(state.key()).resolve("temporal-run");
        try {
            if (!Files.isDirectory(file.getParent())) return;
            String known = Files.exists(file) ? Files.readString(file) : "";
            if (known.equals(runId)) return;
            if (!known.isEmpty()) tell(state, runId);
            Files.writeString(file, runId);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the run id of session " + state.session(), e);
        }
    }

    private void tell(SessionState state, String runId) {
        host.events()
                .record(List.of(AgentEvent.of(
                                StreamId.ofSession(state.key(), SOURCE),
                                host.clock().instant(),
                                EventType.STATUS,
                                TEXT)
                        .withPlace(0, runId.hashCode())
                        .withData(Json.MAPPER.createObjectNode().put("run", runId))));
    }
}
