package orchestrator.chaos.kill;

import java.time.Duration;
import java.util.List;
import orchestrator.chaos.load.InstalledOrchestrator;
import orchestrator.chaos.load.SessionCrowd;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventLog;
import orchestrator.harness.Wait;

/** Kills the worker again and again while agents work, and measures each recovery. */
public final class WorkerKills {

    private static final Duration READY = Duration.ofSeconds(120);

    private final InstalledOrchestrator installed;
    private final SessionCrowd crowd;
    private final EventLog log;
    private final LivingLaunches launches;

    public WorkerKills(InstalledOrchestrator installed, SessionCrowd crowd, EventLog log) {
        this.installed = installed;
        this.crowd = crowd;
        this.log = log;
        this.launches = new LivingLaunches(installed.home());
    }

    public void awaitAgents(int count) {
        Wait.until(count + " agents work", READY, () -> living().size() >= count);
    }

    private List<LivingLaunches.Launch> living() {
        return launches.living(crowd.open());
    }

    /** The process must be there. Adds to the times. */
    public void killOnce(RecoveryTimes times) throws InterruptedException {
        ProcessHandle worker = installed.service("worker").orElseThrow();
        List<LivingLaunches.Launch> working = living();
        Cursor before = log.newest();
        worker.destroyForcibly();
        times.add(RecoveryTimer.begins(log, working, before).await(), true);
    }
}
