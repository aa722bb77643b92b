package orchestrator.chaos.watch;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import orchestrator.chaos.kill.Victim;
import orchestrator.chaos.load.InstalledOrchestrator;
import orchestrator.harness.Wait;

/** Kills with SIGKILL, and counts. */
final class Striker {
    private static final Duration THERE_WITHIN = Duration.ofSeconds(30);

    private final InstalledOrchestrator installed;
    private final Map<String, Integer> kills = new TreeMap<>();

    Striker(InstalledOrchestrator installed) {
        this.installed = installed;
    }

    /** A service may just be restarting after the kill of another project. */
    void strike(Strike strike, long agentPid) {
        ProcessHandle process = strike.victim() == Victim.AGENT
                ? ProcessHandle.of(agentPid).orElse(null)
                : Wait.until(strike.victim() + " runs", THERE_WITHIN, () -> service(strike.victim()));
        if (process == null || !process.destroyForcibly()) return;
        synchronized (kills) {
            kills.merge(strike.victim() + " " + strike.step(), 1, Integer::sum);
        }
    }

    private Optional<ProcessHandle> service(Victim victim) {
        return installed.service(victim.name().toLowerCase(java.util.Locale.ROOT));
    }

    int count() {
        synchronized (kills) {
            return kills.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    Map<String, Integer> kills() {
        synchronized (kills) {
            return new TreeMap<>(kills);
        }
    }
}
