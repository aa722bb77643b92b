package orchestrator.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time from an agent printing a line to a client reading its event, at two rates, for three clients. */
final class EventLatency implements Benchmark {

    private static final int CLIENTS = 3;
    private static final int SECONDS = 15;
    private static final List<Integer> RATES = List.of(10, 1_000);

    @Override
    public void run(BenchmarkResults results) {
        for (int rate : RATES) measure(results, rate);
    }

    private static void measure(BenchmarkResults results, int rate) {
        int lines = rate * SECONDS;
        Bench.progress("latency: " + rate + " lines/s for " + SECONDS + " s to " + CLIENTS + " clients");
        try (Load load = new Load(lines, rate)) {
            List<Load.Heard> heard = load.run(CLIENTS, Duration.ofSeconds(SECONDS + 120));
            List<Long> latencies = new ArrayList<>();
            heard.forEach(client -> latencies.addAll(client.latencies()));
            String what = "line → SSE client, " + rate + " lines/s";
            results.addLatencies("latency", what, latencies, "< 10", "< 50");
            results.add("latency", what + ", lost", sum(heard, lines), "", "= 0");
            results.add(
                    "latency",
                    what + ", doubled",
                    heard.stream().mapToInt(Load.Heard::doubled).sum(),
                    "",
                    "= 0");
        }
    }

    private static int sum(List<Load.Heard> heard, int lines) {
        return heard.stream().mapToInt(client -> client.lostOf(lines)).sum();
    }
}
