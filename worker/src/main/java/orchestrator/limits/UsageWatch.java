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
import orchestrator.json.Json;
import orchestrator.launch.LaunchId;
import orchestrator.launcher.HostParts;
import orchestrator.launcher.LaunchStore;
import orchestrator.limits.LimitGauge.Finding;
import orchestrator.limits.LimitGauge.Kind;
import orchestrator.process.LaunchDirectory;
import orchestrator.process.ProcessSnapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says which of the followed launches use much of this machine, and stops those that use too much. */
public final class UsageWatch {
    private static final Logger log = LoggerFactory.getLogger(UsageWatch.class);
    private static final String SOURCE = "watch";
    private static final Duration FORGET_AFTER = Duration.ofMinutes(5);

    private final HostParts parts;
    private final RunLimits limits;
    private final LongSupplier nanoClock;
    /** Kept for a while, since a launch is followed in pieces and may be between two of them when we look. */
    private final Map<LaunchId, LimitGauge> gauges = new HashMap<>();
    /** Told after the stopping, which must not wait for the event log; kept where the log does not take it. */
    private final List<AgentEvent> untold = new ArrayList<>();

    public UsageWatch(HostParts parts, RunLimits limits, LongSupplier nanoClock) {
        this.parts = parts;
        this.limits = limits;
        this.nanoClock = nanoClock;
    }

    /** One look at all processes for all launches, none where none is followed. Never throws: the next look tries again. */
    public void look() {
        gauges.values().removeIf(gauge -> gauge.isIdleFor(FORGET_AFTER));
        List<StreamId> streams = parts.lookedAt().now();
        if (streams.isEmpty() && untold.isEmpty()) return;
        try {
            ProcessSnapshot snapshot = parts.processes().snapshot();
            for (StreamId stream : streams) lookSafely(stream, snapshot);
            parts.events().record(List.copyOf(untold));
            untold.clear();
        } catch (RuntimeException e) {
            log.warn("cannot see what the runs use, tried again in a moment: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Keeps in mind who belongs to the followed launches. Never throws. */
    public void remember() {
        List<StreamId> streams = parts.lookedAt().now();
        if (streams.isEmpty()) return;
        try {
            ProcessSnapshot snapshot = parts.processes().snapshot();
            for (StreamId stream : streams) {
                LaunchId id = launch(stream);
                parts.processes()
                        .remember(
                                snapshot,
                                LaunchStore.marker(id),
                                parts.launches().directory(id));
            }
        } catch (RuntimeException e) {
            log.warn("cannot see which processes the runs have, tried again in a moment: {}", e.toString());
        }
    }

    private static LaunchId launch(StreamId stream) {
        return new LaunchId(stream.session(), stream.run(), stream.agent(), stream.launch());
    }

    /** One launch that cannot be looked at must not keep the others from being stopped. */
    private void lookSafely(StreamId stream, ProcessSnapshot snapshot) throws InterruptedException {
        LaunchId id = launch(stream);
        try {
            look(id, snapshot);
        } catch (RuntimeException e) {
            log.warn("launch={} cannot be watched, tried again in a moment: {}", LaunchStore.marker(id), e.toString());
        }
    }

    private void look(LaunchId id, ProcessSnapshot snapshot) throws InterruptedException {
        LaunchDirectory directory = parts.launches().directory(id);
        if (directory.endReason().isPresent()) {
            // Whoever gave the reason, before a crash maybe, has not come to do it.
            kill(id, directory);
            return;
        }
        long exactFrom = Math.min(limits.memoryWarnBytes(), limits.memoryMaxBytes());
        ProcessSnapshot.Use use = snapshot.use(LaunchStore.marker(id), directory.identity(), exactFrom);
        int cores = Runtime.getRuntime().availableProcessors();
        LimitGauge gauge = gauges.computeIfAbsent(id, newcomer -> new LimitGauge(limits, cores, nanoClock));
        List<Finding> findings = gauge.look(use);
        findings.forEach(finding -> untold.add(event(id, finding, use)));
        for (Finding finding : findings) {
            if (finding.kind() != Kind.STOP) continue;
            directory.markEndedBecause(finding.text());
            kill(id, directory);
        }
    }

    private void kill(LaunchId id, LaunchDirectory directory) throws InterruptedException {
        int killed = parts.processes().kill(LaunchStore.marker(id), directory.identity());
        if (killed > 0) log.info("stopped launch={} killed={}", LaunchStore.marker(id), killed);
    }

    /** Each kind has its own number, so that the log keeps it once per launch, however many workers say it. */
    private AgentEvent event(LaunchId id, Finding finding, ProcessSnapshot.Use use) {
        return AgentEvent.of(
                        HostParts.stream(id).withSource(SOURCE),
                        parts.clock().instant(),
                        EventType.STATUS,
                        finding.text())
                .withPlace(finding.kind().ordinal(), 0)
                .withData(Json.MAPPER.createObjectNode().put("memoryBytes", use.memoryBytes()));
    }
}
