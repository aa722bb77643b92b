package orchestrator.limits;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.StreamId;
import orchestrator.identity.LaunchId;
import orchestrator.json.Json;
import orchestrator.launcher.HostContext;
import orchestrator.limits.LimitGauge.Finding;
import orchestrator.limits.LimitGauge.Kind;
import orchestrator.process.LaunchDirectory;
import orchestrator.process.ProcessSnapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns of followed launches that use much of this machine, and stops those that use too much. */
public final class UsageWatch {
    private static final Logger log = LoggerFactory.getLogger(UsageWatch.class);
    private static final String SOURCE = "watch";
    private static final Duration FORGET_AFTER = Duration.ofMinutes(5);

    private final HostContext host;
    private final RunLimits limits;
    private final LongSupplier nanoClock;
    /** Kept for a while, because a launch is followed in pieces and may be between two of them. */
    private final Map<LaunchId, LimitGauge> gauges = new HashMap<>();
    /** Recorded after the stop, which must not wait for the event log, and kept if the log fails. */
    private final List<AgentEvent> unrecorded = new ArrayList<>();

    public UsageWatch(HostContext host, RunLimits limits, LongSupplier nanoClock) {
        this.host = host;
        this.limits = limits;
        this.nanoClock = nanoClock;
    }

    /** Checks all followed launches with one snapshot of all processes. Never throws: the next check tries again. */
    public void look() {
        gauges.values().removeIf(gauge -> gauge.isIdleFor(FORGET_AFTER));
        List<StreamId> streams = host.followers().streams().now();
        if (streams.isEmpty() && unrecorded.isEmpty()) return;
        try {
            ProcessSnapshot snapshot = host.processes().snapshot();
            for (StreamId stream : streams) lookSafely(stream, snapshot);
            host.events().record(List.copyOf(unrecorded));
            unrecorded.clear();
        } catch (RuntimeException e) {
            log.warn("cannot see what the runs use, retrying in a moment: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Remembers the processes of the followed launches. Never throws. */
    public void remember() {
        List<StreamId> streams = host.followers().streams().now();
        if (streams.isEmpty()) return;
        try {
            ProcessSnapshot snapshot = host.processes().snapshot();
            for (StreamId stream : streams) {
                LaunchId id = stream.launch();
                host.processes().remember(snapshot, id, host.launches().directory(id));
            }
        } catch (RuntimeException e) {
            log.warn("cannot see the processes of the runs, retrying in a moment: {}", e.toString());
        }
    }

    /** A launch that cannot be watched must not keep the others from being stopped. */
    private void lookSafely(StreamId stream, ProcessSnapshot snapshot) throws InterruptedException {
        LaunchId id = stream.launch();
        try {
            look(id, snapshot);
        } catch (RuntimeException e) {
            log.warn("cannot watch launch={}, retrying in a moment: {}", id, e.toString());
        }
    }

    private void look(LaunchId id, ProcessSnapshot snapshot) throws InterruptedException {
        LaunchDirectory directory = host.launches().directory(id);
        if (directory.endReason().isPresent()) {
            // The worker that gave the reason crashed before it killed the launch.
            kill(id, directory);
            return;
        }
        long exactFrom = Math.min(limits.memoryWarnBytes(), limits.memoryMaxBytes());
        ProcessSnapshot.Use use = snapshot.use(id, directory.identity(), exactFrom);
        int cores = Runtime.getRuntime().availableProcessors();
        LimitGauge gauge = gauges.computeIfAbsent(id, newcomer -> new LimitGauge(limits, cores, nanoClock));
        List<Finding> findings = gauge.look(use);
        findings.forEach(finding -> unrecorded.add(event(id, finding, use)));
        for (Finding finding : findings) {
            if (finding.kind() != Kind.STOP) continue;
            directory.markEndedBecause(finding.text());
            kill(id, directory);
        }
    }

    private void kill(LaunchId id, LaunchDirectory directory) throws InterruptedException {
        int killed = host.processes().kill(id, directory.identity());
        if (killed > 0) log.info("stopped launch={} killed={}", id, killed);
    }

    /** Each kind has its own number, so the log keeps it once per launch, however many workers report it. */
    private AgentEvent event(LaunchId id, Finding finding, ProcessSnapshot.Use use) {
        return AgentEvent.of(
                        HostContext.stream(id).withSource(SOURCE),
                        host.clock().instant(),
                        EventType.STATUS,
                        finding.text())
                .withPlace(finding.kind().ordinal(), 0)
                .withData(Json.MAPPER.createObjectNode().put("memoryBytes", use.memoryBytes()));
    }
}
