package orchestrator.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import orchestrator.bench.measure.Machine;
import orchestrator.bench.measure.Percentiles;
import orchestrator.chaos.kill.RecoveryTimes;
import orchestrator.chaos.kill.WorkerKills;
import orchestrator.chaos.load.InstalledOrchestrator;
import orchestrator.chaos.load.NumberedLinesWorkload;
import orchestrator.chaos.load.SessionCrowd;
import orchestrator.eventlog.store.EventStore;
import orchestrator.harness.MarkedProcesses;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.Wait;
import orchestrator.home.Standby;

/**
 * Time from the kill of the worker to the next event of a living agent. Three agents print ten lines a second; each kill
 * waits until there is a standby again.
 */
final class Recovery implements Benchmark {

    private static final int AGENTS = 3;
    private static final int LINES = 5_000;
    private static final int KILLS = 10;
    private static final long BETWEEN_KILLS_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final Duration READY = Duration.ofSeconds(120);

    private final int busyProcesses;

    /** @param busyProcesses how many processes burn processor time meanwhile */
    Recovery(int busyProcesses) {
        this.busyProcesses = busyProcesses;
    }

    @Override
    public void run(BenchmarkResults results) {
        InstalledOrchestrator installed = new InstalledOrchestrator(ScratchDirectory.directory("recovery"));
        List<Process> busy = new ArrayList<>();
        try {
            installed.up();
            Wait.until("the class archives are made", READY, installed::startsQuickly);
            busy.addAll(burn());
            measure(installed, results);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            busy.forEach(Process::destroyForcibly);
            installed.down();
            MarkedProcesses.of(installed.userHome())
                    .forEach(agent -> ProcessHandle.of(agent.pid()).ifPresent(ProcessHandle::destroyForcibly));
        }
    }

    private List<Process> burn() {
        List<Process> busy = new ArrayList<>();
        try {
            for (int i = 0; i < busyProcesses; i++) {
                busy.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the machine busy", e);
        }
        return busy;
    }

    private void measure(InstalledOrchestrator installed, BenchmarkResults results) throws InterruptedException {
        Standby standby = new Standby(installed.home());
        RecoveryTimes times = new RecoveryTimes();
        long standbyMegabytes = 0;
        double load = 0;
        try (EventStore store = EventStore.open(installed.home().eventStore())) {
            SessionCrowd crowd =
                    new SessionCrowd(installed, store.archive(), AGENTS, new NumberedLinesWorkload(installed, LINES));
            crowd.start();
            WorkerKills kills = new WorkerKills(installed, crowd, store.events());
            kills.awaitAgents(AGENTS);
            crowd.stopStarting();
            for (int kill = 1; kill <= KILLS; kill++) {
                Wait.until("a standby is ready", READY, () -> standby.status().state() == Standby.State.READY);
                LockSupport.parkNanos(BETWEEN_KILLS_NANOS);
                standbyMegabytes = Math.max(
                        standbyMegabytes,
                        Machine.residentMegabytes(standby.status().pid()));
                load = Math.max(load, Machine.look().loadBefore());
                kills.killOnce(times);
                Bench.progress("recovery: " + kill + " of " + KILLS + " kills, load "
                        + Machine.look().loadBefore() + ", first events after " + times.aloneFirst() + " ms");
            }
        }
        String what = "kill -9 of the worker → ";
        add(results, what + "next event", times.aloneFirst(), "< 2000");
        add(results, what + "an event of each of " + AGENTS + " agents", times.aloneAll(), "");
        results.add("recovery", "highest load meanwhile, " + busyProcesses + " busy processes", load, "", "");
        results.add("recovery", "memory of the standby", standbyMegabytes, "MB", "< 120");
    }

    private static void add(BenchmarkResults results, String what, List<Long> millis, String goalP95) {
        Percentiles percentiles = Percentiles.of(millis);
        results.add("recovery", what + ", p50", percentiles.p50(), "ms", "");
        results.add("recovery", what + ", p95", percentiles.p95(), "ms", goalP95);
        results.add("recovery", what + ", max of " + millis.size(), percentiles.max(), "ms", "");
    }
}
