package orchestrator.reaper;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import orchestrator.json.Json;
import orchestrator.launch.LaunchActivities.LaunchRequest;
import orchestrator.launch.LaunchOwner;
import orchestrator.launcher.HostContext;
import orchestrator.launcher.LaunchOwnership;
import orchestrator.launcher.LaunchStore;
import orchestrator.temporal.WorkflowLookup;

/**
 * Ends agents of the same session in a launch's directory if no workflow owns them any more. After a reset or a
 * termination they could live until the next sweep, and two must not work in one directory.
 */
public final class WorkspaceReaper {
    private final HostContext host;
    private final WorkflowLookup workflows;
    private final LaunchReaper reaper;

    public WorkspaceReaper(HostContext host, WorkflowLookup workflows) {
        this.host = host;
        this.workflows = workflows;
        this.reaper = new LaunchReaper(host);
    }

    public void free(LaunchRequest next) throws IOException, InterruptedException {
        for (LaunchStore.Unsettled launch :
                host.launches().unsettledOf(next.id().key()).toList()) {
            boolean isOther = !launch.id().run().equals(next.id().run());
            if (isOther && isIn(next.workspace(), launch) && host.lives(launch) && isNobodys(launch)) {
                reaper.reap(launch.id(), next.id().run() + " works in its directory now");
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
            case OPEN -> LaunchOwnership.awaitedRun(launch.directory()).isEmpty() && isForgotten(owner);
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
