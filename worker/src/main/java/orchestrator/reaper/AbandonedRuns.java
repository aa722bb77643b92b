package orchestrator.reaper;

import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.launcher.HostParts;
import orchestrator.launcher.LaunchStore;
import orchestrator.temporal.WorkflowLookup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends open runs for which no session answers: it was deleted, or reset to before it started the run. One that was reset
 * gets the time until the next look to come to that run again, and takes it over then.
 */
final class AbandonedRuns {
    private static final Logger log = LoggerFactory.getLogger(AbandonedRuns.class);
    private static final String SOURCE = "sweep";
    private static final int INDEX = 1;

    private final HostParts parts;
    private final WorkflowLookup workflows;
    private final Set<String> forgotten = new HashSet<>();
    private final Set<String> told = new HashSet<>();

    AbandonedRuns(HostParts parts, WorkflowLookup workflows) {
        this.parts = parts;
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
                told.remove(workflowId);
            }
            case UNKNOWN -> {
                // Not being able to look ends nothing.
            }
        }
    }

    private void end(LaunchStore.Unsettled launch, String workflowId, String why) {
        try {
            workflows.cancel(workflowId);
        } catch (WorkflowException | StatusRuntimeException e) {
            log.info("run={} could not be cancelled, tried again at the next look: {}", workflowId, e.toString());
            return;
        }
        if (!told.add(workflowId)) return;
        log.info("cancelled run={} because={}", workflowId, why);
        parts.events()
                .record(List.of(AgentEvent.of(
                                HostParts.stream(launch.id()).withSource(SOURCE),
                                parts.clock().instant(),
                                EventType.RECOVERY,
                                launch.run() + " is ended: " + why)
                        .withPlace(0, INDEX)));
    }
}
