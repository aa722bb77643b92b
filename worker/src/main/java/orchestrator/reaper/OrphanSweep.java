package orchestrator.reaper;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import orchestrator.json.Json;
import orchestrator.launch.LaunchOwner;
import orchestrator.launcher.HostContext;
import orchestrator.launcher.LaunchOwnership;
import orchestrator.launcher.LaunchStore;
import orchestrator.temporal.WorkflowLookup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends agents whose run is over or has moved on to another launch: workflows that were terminated, timed out or deleted
 * must not leave paid agents behind. "Not found" means over only in the Temporal that the launch belongs to.
 */
public final class OrphanSweep {
    private static final Logger log = LoggerFactory.getLogger(OrphanSweep.class);

    private final HostContext host;
    private final WorkflowLookup workflows;
    private final String cluster;
    private final LaunchReaper reaper;
    private final AbandonedRuns forgotten;
    private final Set<String> replaced = new HashSet<>();
    /** Early launches that had no open run at the last sweep. */
    private final Set<String> awaited = new HashSet<>();

    public OrphanSweep(HostContext host, WorkflowLookup workflows, String cluster) {
        this.host = host;
        this.workflows = workflows;
        this.cluster = cluster;
        this.reaper = new LaunchReaper(host);
        this.forgotten = new AbandonedRuns(host, workflows);
    }

    /** Never throws: the next sweep tries again. An error with one launch does not hold up the others. */
    public void sweep() {
        try {
            for (LaunchStore.Unsettled launch : host.launches().unsettled()) sweepOne(launch);
        } catch (RuntimeException e) {
            log.warn("sweep failed, retrying in a moment: {}", e.toString());
        }
    }

    private void sweepOne(LaunchStore.Unsettled launch) {
        try {
            sweep(launch);
        } catch (IOException | RuntimeException e) {
            log.warn("sweep failed, retrying in a moment launch={} reason={}", launch.id(), e.toString());
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
            case CLOSED -> reaper.reap(launch.id(), over);
            case REPLACED -> {
                // The new execution becomes the owner when it reaches this launch; it has until the next sweep.
                if (!replaced.add(launch.id().marker() + " of " + owner.firstRunId())) reaper.reap(launch.id(), over);
            }
            case NOT_FOUND -> {
                if (command.path("temporalCluster").asText().equals(cluster)) reaper.reap(launch.id(), over);
            }
            case OPEN -> {
                Optional<String> run = LaunchOwnership.awaitedRun(launch.directory());
                if (run.isPresent()) sweepEarly(launch, run.get());
                else if (isSuperseded(launch, owner))
                    reaper.reap(launch.id(), "a newer launch of its run has taken over");
                else forgotten.look(launch, owner.workflowId());
            }
            case UNKNOWN -> {
                // Unknown kills nothing.
            }
        }
    }

    /** The run of an early launch has until the next sweep to start and to take the launch up. */
    private void sweepEarly(LaunchStore.Unsettled launch, String run) throws IOException, InterruptedException {
        String marker = launch.id().marker();
        if (!workflows.isClosed(run)) awaited.remove(marker);
        else if (!awaited.add(marker)) reaper.reap(launch.id(), "the workflow " + run + " has not taken it up");
    }

    /** A followed launch is current and a dead one does no harm, so only a few launches need this query. */
    private boolean isSuperseded(LaunchStore.Unsettled launch, LaunchOwner owner) {
        if (host.followers().streams().now().contains(HostContext.stream(launch.id())) || !host.lives(launch))
            return false;
        OptionalInt current = workflows.launchOf(owner.workflowId());
        return current.isPresent() && launch.id().launch() < current.getAsInt();
    }
}
