package orchestrator.reaper;

import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.launcher.HostContext;
import orchestrator.launcher.LaunchStore;
import orchestrator.temporal.WorkflowLookup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cancels open runs that no session owns: the session was deleted, or reset to a point before it started the run. After
 * a reset, the session has until the next sweep to start the run again and take it over.
 */
final class AbandonedRuns {
    private static final Logger log = LoggerFactory.getLogger(AbandonedRuns.class);
    private static final String SOURCE = "sweep";
    private static final int INDEX = 1;

    private final HostContext host;
    private final WorkflowLookup workflows;
    private final Set<String> forgotten = new HashSet<>();
    private final Set<String> reported = new HashSet<>();

    AbandonedRuns(HostContext host, WorkflowLookup workflows) {
        this.host = host;
        this.workflows = workflows;
    }

    void look(LaunchStore.Unsettled launch, String workflowId) {
        switch (workflows.sessionOf(workflowId)) {
            case GONE -> end(launch, workflowId, "its session is over");
            case HAS_FORGOTTEN -> {
                if (!forgotten.add(workflowId))
                    end(launch, workflowId, "its session was reset to before it was started");
            }
            case ANSWERS -> {
                forgotten.remove(workflowId);
                reported.remove(workflowId);
            }
            case UNKNOWN -> {
                // Unknown ends nothing.
            }
        }
    }

    private void end(LaunchStore.Unsettled launch, String workflowId, String why) {
        try {
            workflows.cancel(workflowId);
        } catch (WorkflowException | StatusRuntimeException e) {
            log.info("run={} could not be cancelled, retrying at the next sweep: {}", workflowId, e.toString());
            return;
        }
        if (!reported.add(workflowId)) return;
        log.info("cancelled run={} because={}", workflowId, why);
        host.events()
                .record(List.of(AgentEvent.of(
                                HostContext.stream(launch.id()).withSource(SOURCE),
                                host.clock().instant(),
                                EventType.RECOVERY,
                                launch.id().run() + " is ended: " + why)
                        .withPlace(0, INDEX)));
    }
}
