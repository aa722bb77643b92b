package orchestrator.project;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import orchestrator.autofix.AutoFixHealth;
import orchestrator.autofix.AutoFixHealth.Check;
import orchestrator.autofix.AutoFixState;
import orchestrator.home.ProjectHome;
import orchestrator.launcher.HostContext;
import orchestrator.temporal.WorkflowLookup;
import orchestrator.watch.WatcherFacts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the heartbeat of each project that this worker watches every 30 s, and checks its health every 5 minutes, and with each
 * heartbeat while something is wrong.
 */
public final class HealthWriter {
    private static final Logger log = LoggerFactory.getLogger(HealthWriter.class);
    private static final Duration BEAT_EVERY = Duration.ofSeconds(30);
    private static final Duration CHECK_MAX = Duration.ofMillis(800);
    private static final Duration CHECK_EVERY = Duration.ofMinutes(5);
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final HostContext host;
    private final Supplier<Map<String, WatcherFacts>> watchers;
    private final ProjectStates states;
    private final HealthCheck check;
    private final Map<String, AutoFixHealth> last = new HashMap<>();

    /** @param watchers what is known about all running watchers, by project */
    public HealthWriter(
            HostContext host,
            Supplier<Map<String, WatcherFacts>> watchers,
            ProjectStates states,
            WorkflowLookup workflows) {
        this(host, watchers, states, new HealthCheck(host.home(), host.environment(), workflows, states, CHECK_MAX));
    }

    HealthWriter(
            HostContext host, Supplier<Map<String, WatcherFacts>> watchers, ProjectStates states, HealthCheck check) {
        this.host = host;
        this.watchers = watchers;
        this.states = states;
        this.check = check;
    }

    /**
     * Writes what is due. Called every few seconds, so that a new project has its first heartbeat at once. Never throws:
     * the next call tries again.
     */
    public void beatIfDue() {
        try {
            Map<String, WatcherFacts> running = watchers.get();
            last.keySet().retainAll(running.keySet());
            running.forEach(this::beatIfDue);
        } catch (RuntimeException e) {
            log.warn("could not write a heartbeat: {}", e.toString());
        }
    }

    private void beatIfDue(String project, WatcherFacts facts) {
        AutoFixHealth before = last.get(project);
        Instant now = host.clock().instant();
        if (before != null && now.isBefore(before.heartbeatAt().plus(BEAT_EVERY))) return;
        Optional<AutoFixState> state = states.of(project);
        AutoFixHealth health = health(project, facts, before, state.orElse(null));
        ProjectHome files = host.home().project(project);
        files.write(files.health(), health);
        last.put(project, health);
        state.ifPresent(states::beat);
    }

    private AutoFixHealth health(
            String project, WatcherFacts facts, @Nullable AutoFixHealth before, @Nullable AutoFixState state) {
        Instant now = host.clock().instant();
        Instant checkedAt = before == null ? null : before.checkedAt();
        boolean isBad = checks(before).stream().anyMatch(one -> !one.isGood());
        boolean isDue = checkedAt == null || isBad || !now.isBefore(checkedAt.plus(CHECK_EVERY));
        // Without a state there is little to check yet.
        if (state == null || !isDue) return health(facts, before, checkedAt, checks(before), millis(before));
        long began = System.nanoTime();
        List<Check> checks = check.run(facts, state);
        long millis = (System.nanoTime() - began) / NANOS_PER_MILLI;
        checks.stream()
                .filter(one -> !one.isGood())
                .forEach(bad -> log.warn("project={} check={} {}", project, bad.name(), bad.words()));
        return health(facts, before, now, checks, millis);
    }

    private static List<Check> checks(@Nullable AutoFixHealth before) {
        return before == null ? List.of() : before.checks();
    }

    private static long millis(@Nullable AutoFixHealth before) {
        return before == null ? 0 : before.checkMillis();
    }

    private AutoFixHealth health(
            WatcherFacts facts,
            @Nullable AutoFixHealth before,
            @Nullable Instant checkedAt,
            List<Check> checks,
            long millis) {
        Instant changed = facts.lastChangeAt() == null && before != null ? before.lastChangeAt() : facts.lastChangeAt();
        return new AutoFixHealth(
                host.clock().instant(),
                ProcessHandle.current().pid(),
                facts.mode(),
                facts.directories(),
                facts.files(),
                facts.note(),
                changed,
                checkedAt,
                millis,
                checks);
    }
}
