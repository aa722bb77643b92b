package orchestrator.reaper;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import orchestrator.json.Json;
import orchestrator.launch.LaunchActivities.LaunchRequest;
import orchestrator.launch.LaunchOwner;
import orchestrator.launcher.HostParts;
import orchestrator.launcher.LaunchOwnership;
import orchestrator.launcher.LaunchStore;
import orchestrator.temporal.WorkflowLookup;

/**
 * Frees the directory of a launch from agents of the same session for which nobody answers any more: after a reset or a
 * termination from outside they may be alive until the next sweep, and two must not work in one place.
 */
public final class WorkspaceReaper {
    private final HostParts parts;
    private final WorkflowLookup workflows;
    private final LaunchReaper burial;

    public WorkspaceReaper(HostParts parts, WorkflowLookup workflows) {
        this.parts = parts;
        this.workflows = workflows;
        this.burial = new LaunchReaper(parts);
    }

    public void free(LaunchRequest next) throws IOException, InterruptedException {
        for (LaunchStore.Unsettled launch :
                parts.launches().unsettledOf(next.id().key()).toList()) {
            boolean isOther = !launch.run().equals(next.id().run());
            if (isOther && isIn(next.workspace(), launch) && parts.lives(launch) && isNobodys(launch)) {
                burial.of(launch.id(), next.id().run() + " works in its directory now");
            }
        }
    }

    private static boolean isIn(String workspace, LaunchStore.Unsettled launch) throws IOException {
        JsonNode command =
                Json.MAPPER.readTree(Files.readString(launch.directory().command()));
        return command.path("cwd").asText().equals(workspace);
    }

    private boolean isNobodys(LaunchStore.Unsettled launch) throws IOException {
        LaunchOwner owner = LaunchOwnership.of(launch.directory());
        return switch (workflows.ask(owner.workflowId(), owner.firstRunId())) {
            case CLOSED, REPLACED -> true;
            case NOT_FOUND, UNKNOWN -> false;
            case OPEN -> isForgotten(owner);
        };
    }

    private boolean isForgotten(LaunchOwner owner) {
        return switch (workflows.sessionOf(owner.workflowId())) {
            case ANSWERS, UNKNOWN -> false;
            case HAS_FORGOTTEN, GONE -> {
                workflows.cancel(owner.workflowId());
                yield true;
            }
        };
    }
}
