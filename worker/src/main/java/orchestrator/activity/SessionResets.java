package orchestrator.activity;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
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
import orchestrator.temporal.WorkflowLookup;

/**
 * Notices that a session was reset to an earlier point in Temporal: its run id changes, and the execution before has not
 * gone on in a new one.
 */
final class SessionResets {
    private static final String SOURCE = "temporal";
    private static final String TEXT =
            "The session was reset in Temporal and continues from an earlier point of its history."
                    + " Its agents and their work are kept: a run that it reaches again takes over what was begun;"
                    + " other runs are ended.";

    private final HostContext host;
    private final WorkflowLookup workflows;

    SessionResets(HostContext host, WorkflowLookup workflows) {
        this.host = host;
        this.workflows = workflows;
    }

    /** Call it from an activity of that session. */
    void look(String key) {
        ActivityInfo asking = Activity.getExecutionContext().getInfo();
        look(key, asking.getWorkflowId(), asking.getWorkflowRunId());
    }

    private void look(String key, String workflowId, String runId) {
        Path file = host.home().session(key).resolve("temporal-run");
        try {
            if (!Files.isDirectory(file.getParent())) return;
            String known = Files.exists(file) ? Files.readString(file) : "";
            if (known.equals(runId)) return;
            boolean isReset = !known.isEmpty() && !workflows.isContinued(workflowId, known);
            if (isReset) tell(key, runId);
            Files.writeString(file, runId);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the run id of session " + key, e);
        }
    }

    private void tell(String key, String runId) {
        host.events()
                .record(List.of(AgentEvent.of(
                                StreamId.ofSession(key, SOURCE), host.clock().instant(), EventType.STATUS, TEXT)
                        .withPlace(0, runId.hashCode())
                        .withData(Json.MAPPER.createObjectNode().put("run", runId))));
    }
}
