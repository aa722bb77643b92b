package orchestrator.chaos.kill;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import orchestrator.chaos.finding.Findings;
import orchestrator.chaos.finding.ProgressLine;
import orchestrator.chaos.load.SessionCrowd;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventLog;

/** Carries out the plan and measures how long each recovery of the worker takes. */
public final class KillPlanRunner {

    private final SessionCrowd crowd;
    private final LivingLaunches launches;
    private final Killer killer;
    private final Workers workers;
    private final EventLog log;
    private final Findings findings;
    private final RecoveryTimes times = new RecoveryTimes();

    public KillPlanRunner(
            SessionCrowd crowd,
            LivingLaunches launches,
            Killer killer,
            Workers workers,
            EventLog log,
            Findings findings) {
        this.crowd = crowd;
        this.launches = launches;
        this.killer = killer;
        this.workers = workers;
        this.log = log;
        this.findings = findings;
    }

    public RecoveryTimes times() {
        return times;
    }

    /** Stops after this many kills. The plan is longer, because some shots find no victim. */
    public void killAsPlanned(List<KillPlan.Volley> plan, int kills) throws InterruptedException {
        for (KillPlan.Volley volley : plan) {
            if (killer.count() >= kills) return;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(volley.pauseMillis()));
            fire(volley, kills);
        }
    }

    private void fire(KillPlan.Volley volley, int kills) throws InterruptedException {
        StringBuilder said = new StringBuilder();
        RecoveryTimer recovery = null;
        for (KillPlan.Shot shot : volley.shots()) {
            if (killer.count() >= kills) break;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(shot.afterMillis()));
            Optional<ProcessHandle> found = find(shot);
            if (found.isEmpty()) {
                said.append(' ').append(shot.victim().wire()).append("(none)");
                continue;
            }
            ProcessHandle process = found.get();
            said.append(' ')
                    .append(shot.victim().wire())
                    .append('(')
                    .append(process.pid())
                    .append(')');
            if (shot.victim() == Victim.WORKER) recovery = killWorker(process);
            else killer.kill(shot.victim(), process);
        }
        if (recovery != null) await(recovery, volley, said);
        workers.resumeSupervisor();
        ProgressLine.print(killer.count() + " of " + kills + ":" + said);
    }

    private Optional<ProcessHandle> find(KillPlan.Shot shot) {
        return shot.victim() == Victim.WORKER ? killer.awaited(workers::find) : killer.find(shot, crowd.open());
    }

    private RecoveryTimer killWorker(ProcessHandle worker) {
        List<LivingLaunches.Launch> living = launches.living(crowd.open()).stream()
                .filter(launch -> workers.follows(worker, launch))
                .toList();
        Cursor before = log.newest();
        workers.pauseSupervisor();
        killer.kill(Victim.WORKER, worker);
        return RecoveryTimer.begins(log, living, before);
    }

    private void await(RecoveryTimer recovery, KillPlan.Volley volley, StringBuilder said) throws InterruptedException {
        RecoveryTimer.Outcome outcome = recovery.await();
        for (String launch : outcome.unheard()) {
            findings.add(
                    Findings.Kind.OTHER,
                    launch,
                    "",
                    "it is alive, but none of its output was read for 60 s after:" + said);
        }
        outcome.firstMillis()
                .ifPresent(
                        millis -> said.append(" recovered in ").append(millis).append(" ms"));
        outcome.allMillis()
                .ifPresent(millis -> said.append(", all in ").append(millis).append(" ms"));
        times.add(outcome, volley.shots().size() == 1);
    }
}
