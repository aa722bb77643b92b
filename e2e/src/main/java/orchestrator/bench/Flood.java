package orchestrator.bench;

import java.time.Duration;
import java.util.List;
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
            HealthWatch watch = HealthWatch.start(orchestrator);
            List<Load.Heard> heard = load.run(CLIENTS, Duration.ofSeconds(300));
            watch.stop();
            long begun = heard.get(0).firstPrinted();
            double seconds =
                    heard.stream().mapToLong(Load.Heard::lastHeard).max().orElse(begun) - begun;
            results.add(
                    "flood", LINES + " lines, first printed → last read by every client", seconds / 1e6, "s", "< 5");
            results.add("flood", "lost, all clients", lost(heard), "", "= 0");
            results.add(
                    "flood",
                    "doubled, all clients",
                    heard.stream().mapToInt(Load.Heard::doubled).sum(),
                    "",
                    "= 0");
            results.add("flood", "not in the event log", LINES - logged(orchestrator), "", "= 0");
            results.add("flood", "/health, slowest answer meanwhile", watch.slowestMillis(), "ms", "< 50");
            results.add("flood", "worker, resident memory at most", watch.workerMegabytes(), "MB", "< 300");
            results.add("flood", "api, resident memory at most", watch.apiMegabytes(), "MB", "< 300");
        }
    }

    private static int lost(List<Load.Heard> heard) {
        return heard.stream().mapToInt(client -> client.lostOf(LINES)).sum();
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
