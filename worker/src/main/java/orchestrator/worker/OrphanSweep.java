package orchestrator.worker;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import orchestrator.agent.Transcriber;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.eventlog.StreamId;
import orchestrator.follow.StreamCopy;
import orchestrator.json.Json;
import orchestrator.run.RunActivities.Owner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends agents whose run is over: terminated, timed out or vanished workflows must not leave paid agents behind. A run
 * that Temporal cannot find counts as over only in the Temporal that once had it.
 */
final class OrphanSweep {
    private static final Logger log = LoggerFactory.getLogger(OrphanSweep.class);

    private final HostParts parts;
    private final OpenWorkflows workflows;
    private final String cluster;

    OrphanSweep(HostParts parts, OpenWorkflows workflows, String cluster) {
        this.parts = parts;
        this.workflows = workflows;
        this.cluster = cluster;
    }

    /** Never throws: the next sweep tries again what this one could not. One launch that fails holds up no other. */
    void sweep() {
        try {
            for (Launches.Unsettled launch : parts.launches().unsettled()) sweepOne(launch);
        } catch (RuntimeException e) {
            log.warn("sweep failed, tried again in a moment: {}", e.toString());
        }
    }

    private void sweepOne(Launches.Unsettled launch) {
        try {
            sweep(launch);
        } catch (IOException | RuntimeException e) {
            log.warn("sweep failed, tried again in a moment: launch={} reason={}", launch.marker(), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sweep(Launches.Unsettled launch) throws IOException, InterruptedException {
        JsonNode command =
                Json.MAPPER.readTree(Files.readString(launch.directory().command()));
        Owner owner = Json.convert(command.path("owner"), Owner.class);
        boolean isOver = switch (workflows.ask(owner.workflowId(), owner.firstRunId())) {
            case CLOSED -> true;
            case NOT_FOUND -> command.path("temporalCluster").asText().equals(cluster);
            case OPEN, UNKNOWN -> false;
        };
        if (!isOver) return;
        int killed = parts.processes().kill(launch.marker(), launch.directory().identity());
        keepItsLastLines(launch);
        if (killed > 0) tell(launch, owner, killed);
        launch.directory().markSettled();
    }

    private void keepItsLastLines(Launches.Unsettled launch) throws IOException {
        String agentName = agentOf(launch.run());
        var agent = parts.agents().of(launch.key()).byName(agentName);
        if (agent.isEmpty()) return;
        StreamId stream = new StreamId(launch.key(), launch.run(), launch.launch(), AgentEvent.STDOUT, agentName);
        try (StreamCopy copy =
                new StreamCopy(parts.log(), stream, launch.directory(), new Transcriber(agent.get()), parts.clock())) {
            copy.copyToTheEnd();
        }
    }

    private void tell(Launches.Unsettled launch, Owner owner, int killed) {
        String text = "killed " + killed + " processes of launch " + launch.launch() + ": the workflow "
                + owner.workflowId() + " is over";
        log.info("orphan launch={} killed={}", launch.marker(), killed);
        parts.log()
                .record(List.of(new AgentEvent(
                        0,
                        launch.key(),
                        launch.run(),
                        launch.launch(),
                        "sweep",
                        0,
                        0,
                        parts.clock().instant(),
                        agentOf(launch.run()),
                        EventType.RECOVERY,
                        text,
                        Json.MAPPER.createObjectNode().put("killed", killed))));
    }

    /** A run is named {@code <agent>-<n>}. */
    private static String agentOf(String run) {
        return run.substring(0, Math.max(0, run.lastIndexOf('-')));
    }
}
