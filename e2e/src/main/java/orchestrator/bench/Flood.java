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
                double worker = Machine.cpuSeconds(orchestrator.worker().pid());
                double api = Machine.cpuSeconds(orchestrator.api().pid());
                load.go(target);
                Listeners.Seen seen = clients.seen();
                watch.stop();
                worker = Machine.cpuSeconds(orchestrator.worker().pid()) - worker;
                api = Machine.cpuSeconds(orchestrator.api().pid()) - api;
                String what = LINES + " lines, first printed → last read by every client";
                results.add("flood", what, seen.seconds(), "s", "< 2");
                results.add("flood", "lost, all clients", seen.lost(), "", "= 0");
                results.add("flood", "doubled, all clients", seen.doubled(), "", "= 0");
                results.add("flood", "not in the event log", LINES - logged(orchestrator), "", "= 0");
                results.add("flood", "/health, slowest answer meanwhile", watch.slowestMillis(), "ms", "< 20");
                results.add("flood", "worker, resident memory at most", watch.workerMegabytes(), "MB", "< 200");
                results.add("flood", "api, resident memory at most", watch.apiMegabytes(), "MB", "< 200");
                results.add("flood", "CPU of the worker meanwhile", worker, "s", "");
                results.add("flood", "CPU of the API meanwhile", api, "s", "");
                results.add("flood", "CPU of the clients' process, start included", seen.cpuSeconds(), "s", "");
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
