package orchestrator.reaper;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import orchestrator.json.Json;
import orchestrator.launch.LaunchOwner;
import orchestrator.launcher.HostParts;
import orchestrator.launcher.LaunchOwnership;
import orchestrator.launcher.LaunchStore;
import orchestrator.temporal.WorkflowLookup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends agents whose run is over or has launched another: terminated, timed out or vanished workflows must not leave paid agents behind. A run
 * that Temporal cannot find counts as over only in the Temporal that once had it.
 */
public final class OrphanSweep {
    private static final Logger log = LoggerFactory.getLogger(OrphanSweep.class);

    private final HostParts parts;
    private final WorkflowLookup workflows;
    private final String cluster;
    private final LaunchReaper burial;
    private final AbandonedRuns forgotten;
    private final Set<String> replaced = new HashSet<>();

    public OrphanSweep(HostParts parts, WorkflowLookup workflows, String cluster) {
        this.parts = parts;
        this.workflows = workflows;
        this.cluster = cluster;
        this.burial = new LaunchReaper(parts);
        this.forgotten = new AbandonedRuns(parts, workflows);
    }

    /** Never throws: the next sweep tries again what this one could not. One launch that fails holds up no other. */
    public void sweep() {
        try {
            for (LaunchStore.Unsettled launch : parts.launches().unsettled()) sweepOne(launch);
        } catch (RuntimeException e) {
            log.warn("sweep failed, tried again in a moment: {}", e.toString());
        }
    }

    private void sweepOne(LaunchStore.Unsettled launch) {
        try {
            sweep(launch);
        } catch (IOException | RuntimeException e) {
            log.warn("sweep failed, tried again in a moment: launch={} reason={}", launch.marker(), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sweep(LaunchStore.Unsettled launch) throws IOException, InterruptedException {
        JsonNode command =
                Json.MAPPER.readTree(Files.readString(launch.directory().command()));
        LaunchOwner owner = LaunchOwnership.of(launch.directory());
        String over = "the workflow " + owner.workflowId() + " is over";
        switch (workflows.ask(owner.workflowId(), owner.firstRunId())) {
            case CLOSED -> burial.of(launch.id(), over);
            case REPLACED -> {
                // The other execution makes itself the owner as soon as it comes to this launch; it gets until the next
                // sweep.
                if (!replaced.add(launch.marker() + " of " + owner.firstRunId())) burial.of(launch.id(), over);
            }
            case NOT_FOUND -> {
                if (command.path("temporalCluster").asText().equals(cluster)) burial.of(launch.id(), over);
            }
            case OPEN -> {
                if (isSuperseded(launch, owner)) burial.of(launch.id(), "a newer launch of its run has taken over");
                else forgotten.look(launch, owner.workflowId());
            }
            case UNKNOWN -> {
                // Not being able to look kills nothing.
            }
        }
    }

    /** What we follow is the current launch, and what is dead harms nobody: so few are asked for, as that takes a query. */
    private boolean isSuperseded(LaunchStore.Unsettled launch, LaunchOwner owner) {
        if (parts.lookedAt().now().contains(HostParts.stream(launch.id())) || !parts.lives(launch)) return false;
        OptionalInt current = workflows.launchOf(owner.workflowId());
        return current.isPresent() && launch.launch() < current.getAsInt();
    }
}
