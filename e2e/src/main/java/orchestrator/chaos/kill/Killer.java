package orchestrator.chaos.kill;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import orchestrator.chaos.load.InstalledOrchestrator;

/** Finds and kills victims. An agent is killed at most as often as its run may be relaunched. */
public final class Killer {

    private static final long THERE_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final InstalledOrchestrator installed;
    private final LivingLaunches launches;
    private final int killsOfOneRunMax;
    private final Map<Victim, Integer> kills = new EnumMap<>(Victim.class);
    private final Map<String, Integer> relaunches = new HashMap<>();

    public Killer(InstalledOrchestrator installed, LivingLaunches launches, int killsOfOneRunMax) {
        this.installed = installed;
        this.launches = launches;
        this.killsOfOneRunMax = killsOfOneRunMax;
    }

    public Map<Victim, Integer> kills() {
        return Map.copyOf(kills);
    }

    int count() {
        return kills.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Empty if no process of this kind may be killed. */
    Optional<ProcessHandle> find(KillPlan.Shot shot, List<String> sessions) {
        return switch (shot.victim()) {
            case WORKER, API, TEMPORAL ->
                awaited(() -> installed.service(shot.victim().wire()));
            case AGENT -> awaited(() -> agent(shot, sessions));
            case WRAPPER -> awaited(() -> wrapper(shot, sessions));
        };
    }

    void kill(Victim victim, ProcessHandle process) {
        process.destroyForcibly();
        kills.merge(victim, 1, Integer::sum);
    }

    /** Waits for a victim: a service may just be restarting, and there may be no agent at the moment. */
    Optional<ProcessHandle> awaited(Supplier<Optional<ProcessHandle>> look) {
        long end = System.nanoTime() + THERE_WITHIN_NANOS;
        while (System.nanoTime() < end) {
            Optional<ProcessHandle> process = look.get();
            if (process.isPresent()) return process;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        return Optional.empty();
    }

    private Optional<ProcessHandle> agent(KillPlan.Shot shot, List<String> sessions) {
        List<LivingLaunches.Launch> mayDie = launches.living(sessions).stream()
                .filter(launch -> relaunches.getOrDefault(launch.runName(), 0) < killsOfOneRunMax)
                .toList();
        if (mayDie.isEmpty()) return Optional.empty();
        LivingLaunches.Launch chosen = mayDie.get((int) (shot.which() * mayDie.size()));
        relaunches.merge(chosen.runName(), 1, Integer::sum);
        return Optional.of(chosen.agent());
    }

    private Optional<ProcessHandle> wrapper(KillPlan.Shot shot, List<String> sessions) {
        List<ProcessHandle> wrappers = launches.living(sessions).stream()
                .flatMap(launch -> launch.wrapper().stream())
                .toList();
        return wrappers.isEmpty()
                ? Optional.empty()
                : Optional.of(wrappers.get((int) (shot.which() * wrappers.size())));
    }
}
