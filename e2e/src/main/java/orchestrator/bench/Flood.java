package orchestrator.bench;

import java.nio.file.Path;
import orchestrator.bench.clients.Listeners;
import orchestrator.bench.clients.ListeningProcess;
import orchestrator.bench.measure.Machine;
import orchestrator.harness.Orchestrator;

/** As many lines as the disk can take: time until every client has the last one, and the load meanwhile. */
final class Flood implements Benchmark {

    private static final int LINES = 200_000;
    private static final int CLIENTS = 3;

    /** CPU time by process, in seconds. */
    private record Cpu(double worker, double api, double temporal, double bench, double all) {
        static Cpu of(Orchestrator orchestrator) {
            return new Cpu(
                    Machine.cpuSeconds(orchestrator.worker().pid()),
                    Machine.cpuSeconds(orchestrator.api().pid()),
                    Machine.cpuSeconds(orchestrator.temporal().pid()),
                    Machine.cpuSeconds(ProcessHandle.current().pid()),
                    Machine.busySeconds());
        }

        Cpu since(Cpu before) {
            return new Cpu(
                    worker - before.worker,
                    api - before.api,
                    temporal - before.temporal,
                    bench - before.bench,
                    all - before.all);
        }
    }

    @Override
    public void run(BenchmarkResults results) {
        Bench.progress("flood: " + LINES + " lines at once to " + CLIENTS + " clients");
        try (Load load = new Load(LINES, 0)) {
            Orchestrator orchestrator = load.orchestrator();
            Path target = orchestrator.target("work", true);
            String session = load.begin(target);
            HealthWatch watch = HealthWatch.start(orchestrator);
            try (ListeningProcess clients = ListeningProcess.start(orchestrator, session, CLIENTS, LINES)) {
                Bench.progress("flood: " + clients.ready() + " of " + CLIENTS + " clients");
                Cpu before = Cpu.of(orchestrator);
                load.go(target);
                clients.heard();
                Cpu used = Cpu.of(orchestrator).since(before);
                watch.stop();
                Listeners.Seen seen = clients.seen();
                String what = LINES + " lines, first printed → last read by every client";
                results.add("flood", what, seen.seconds(), "s", "< 2");
                results.add("flood", "lost, all clients", seen.lost(), "", "= 0");
                results.add("flood", "doubled, all clients", seen.doubled(), "", "= 0");
                results.add("flood", "not in the event log", LINES - logged(orchestrator), "", "= 0");
                results.add("flood", "/health, slowest answer meanwhile", watch.slowestMillis(), "ms", "< 20");
                results.add("flood", "worker, resident memory at most", watch.workerMegabytes(), "MB", "< 200");
                results.add("flood", "api, resident memory at most", watch.apiMegabytes(), "MB", "< 200");
                results.add("flood", "CPU of the worker meanwhile", used.worker(), "s", "");
                results.add("flood", "CPU of the API meanwhile", used.api(), "s", "");
                results.add("flood", "CPU of Temporal meanwhile", used.temporal(), "s", "");
                results.add("flood", "CPU of this process meanwhile", used.bench(), "s", "");
                results.add("flood", "CPU of the clients' process, start included", seen.cpuSeconds(), "s", "");
                results.add(
                        "flood", "CPU of everything meanwhile, the agent and its start included", used.all(), "s", "");
            }
        }
    }

    private static long logged(Orchestrator orchestrator) {
        String session = orchestrator
                .client()
                .get("/api/v1/sessions")
                .json()
                .at("/sessions/0/session")
                .asText();
        return orchestrator.client().events(session).stream()
                .filter(event -> event.text().startsWith("chatter "))
                .map(event -> event.text())
                .distinct()
                .count();
    }
}
