package orchestrator.bench;

import java.nio.file.Path;
import orchestrator.bench.clients.Listeners;
import orchestrator.bench.clients.ListeningProcess;
import orchestrator.bench.measure.Machine;

/** Many clients of one session, in a process of their own: time from a printed line to each of them. */
final class ManyClients implements Benchmark {
    private static final int CLIENTS = Integer.getInteger("bench.clients", 1_000);
    private static final int RATE = 100;
    private static final int SECONDS = 20;

    @Override
    public void run(BenchmarkResults results) {
        int lines = RATE * SECONDS;
        Bench.progress("clients: " + CLIENTS + " clients of one session, " + RATE + " lines/s for " + SECONDS + " s");
        try (Load load = new Load(lines, RATE)) {
            Path target = load.orchestrator().target("work", true);
            String session = load.begin(target);
            HealthWatch health = HealthWatch.start(load.orchestrator());
            long connecting = System.nanoTime();
            try (ListeningProcess clients = ListeningProcess.start(load.orchestrator(), session, CLIENTS, lines)) {
                Bench.progress("clients: " + clients.ready() + " of " + CLIENTS);
                double connected = (System.nanoTime() - connecting) / 1e9;
                long api = load.orchestrator().api().pid();
                double before = Machine.cpuSeconds(api);
                load.go(target);
                clients.heard();
                Listeners.Seen seen = clients.seen();
                health.stop();
                report(results, seen, connected, Machine.cpuSeconds(api) - before, health);
            }
        }
    }

    private static void report(
            BenchmarkResults results, Listeners.Seen seen, double connected, double cpu, HealthWatch health) {
        String what = "line → " + CLIENTS + " SSE clients, " + RATE + " lines/s";
        results.add("clients", what + ", p50", seen.p50(), "ms", "");
        results.add("clients", what + ", p99", seen.p99(), "ms", "< 100");
        results.add("clients", what + ", max", seen.max(), "ms", "");
        results.add("clients", what + ", lost", seen.lost(), "", "= 0");
        results.add("clients", what + ", doubled", seen.doubled(), "", "= 0");
        results.add("clients", "clients that got the end", seen.ended(), "", "= " + CLIENTS);
        results.add("clients", "time until all were connected", connected, "s", "");
        results.add("clients", "CPU of the API meanwhile", cpu, "s", "");
        results.add("clients", "CPU of the clients' process, start included", seen.cpuSeconds(), "s", "");
        results.add("clients", "/health, slowest answer meanwhile", health.slowestMillis(), "ms", "");
        results.add("clients", "api, resident memory at most", health.apiMegabytes(), "MB", "");
    }
}
