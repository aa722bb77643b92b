package orchestrator.limits;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import orchestrator.event.StreamId;
import orchestrator.identity.LaunchId;
import orchestrator.json.Json;
import orchestrator.launcher.HostContext;
import orchestrator.limits.LimitGauge.Finding;
import orchestrator.process.LaunchDirectory;
import orchestrator.process.ProcessIdentity;
import orchestrator.process.ProcessSnapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns of followed launches that use much of this machine, and stops those that use too much. */
public final class UsageWatch {
    private static final Logger log = LoggerFactory.getLogger(UsageWatch.class);
    private static final Duration FORGET_AFTER = Duration.ofMinutes(5);

    private final HostContext host;
    private final RunLimits limits;
    private final LongSupplier nanoClock;
    /** Kept for a while, because a launch is followed in pieces and may be between two of them. */
    private final Map<LaunchId, LimitGauge> gauges = new HashMap<>();

    /** Agents of followed launches; a launch never gets another one. */
    private final Map<LaunchId, ProcessIdentity> agents = new HashMap<>();

    private final Enforcement enforcement;
    private Set<StreamId> remembered = Set.of();

    public UsageWatch(HostContext host, RunLimits limits, LongSupplier nanoClock) {
        this.host = host;
        this.limits = limits;
        this.nanoClock = nanoClock;
        enforcement = new Enforcement(host);
    }

    /** Checks all followed launches with one snapshot of all processes. Never throws: the next check tries again. */
    public void look() {
        gauges.values().removeIf(gauge -> gauge.isIdleFor(FORGET_AFTER));
        List<StreamId> streams = host.followers().streams().now();
        if (streams.isEmpty() && !enforcement.hasUnrecorded()) return;
        try {
            ProcessSnapshot snapshot = host.processes().known().measured();
            for (StreamId stream : streams) lookSafely(stream, snapshot);
            enforcement.record();
        } catch (RuntimeException e) {
            log.warn("cannot see what the runs use, retrying in a moment: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Remembers the processes of the followed launches, if any process or launch is new. Never throws. */
    public void remember() {
        Set<StreamId> streams = Set.copyOf(host.followers().streams().now());
        if (streams.isEmpty()) return;
        try {
            if (!host.processes().known().look() && streams.equals(remembered)) return;
            // If this fails, the next look begins anew.
            remembered = Set.of();
            ProcessSnapshot snapshot = host.processes().known().asSeen();
            for (StreamId stream : streams) remember(stream.launch(), snapshot);
            remembered = streams;
        } catch (RuntimeException e) {
            log.warn("cannot see the processes of the runs, retrying in a moment: {}", e.toString());
        }
        agents.keySet().retainAll(streams.stream().map(StreamId::launch).toList());
    }

    private void remember(LaunchId id, ProcessSnapshot snapshot) {
        LaunchDirectory directory = host.launches().directory(id);
        Optional<ProcessIdentity> agent = Optional.ofNullable(agents.get(id)).or(directory::identity);
        agent.ifPresent(known -> agents.put(id, known));
        host.processes().remember(snapshot, id, directory, agent);
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
            enforcement.kill(id, directory);
            return;
        }
        long exactFrom = Math.min(limits.memoryWarnBytes(), limits.memoryMaxBytes());
        ProcessSnapshot.Use use = snapshot.use(id, directory.identity(), exactFrom);
        int cores = Runtime.getRuntime().availableProcessors();
        LimitGauge gauge = gauges.computeIfAbsent(id, newcomer -> new LimitGauge(limits, cores, nanoClock));
        List<Finding> findings = gauge.look(use);
        enforcement.carryOut(id, findings, Json.MAPPER.createObjectNode().put("memoryBytes", use.memoryBytes()));
    }
}
