package orchestrator.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import orchestrator.bench.cost.CommandStart;
import orchestrator.bench.cost.IdleCost;
import orchestrator.bench.measure.Machine;

/**
 * Runs benchmarks by name: {@code launch}, {@code latency}, {@code flood}, {@code clients}, {@code list}, {@code follow},
 * {@code long}, {@code watch}, {@code autofix}, {@code recovery}, {@code start}, {@code idle}, or all of them.
 * {@code autofix-idle}, {@code recovery-busy} and {@code long-whole} run only by their names.
 */
public final class Bench {

    private static final String IDLE = "autofix-idle";
    private static final String BUSY = "recovery-busy";
    private static final int BUSY_PROCESSES = 6;
    private static final String LONG_WHOLE = "long-whole";
    private static final Map<String, Benchmark> KNOWN = new LinkedHashMap<>();

    static {
        KNOWN.put("launch", new LaunchLatency());
        KNOWN.put("latency", new EventLatency());
        KNOWN.put("flood", new Flood());
        KNOWN.put("clients", new ManyClients());
        KNOWN.put("list", new SessionListing());
        KNOWN.put("follow", new ManyRuns());
        KNOWN.put("long", LongSession.shortened());
        KNOWN.put("watch", new FileWatching());
        KNOWN.put("autofix", new AutoFixSpeed());
        KNOWN.put("recovery", new Recovery(0));
        KNOWN.put(BUSY, new Recovery(BUSY_PROCESSES));
        KNOWN.put("start", Bench::start);
        KNOWN.put("idle", Bench::idle);
        KNOWN.put(IDLE, new AutoFixIdle());
        KNOWN.put(LONG_WHOLE, LongSession.whole());
    }

    private Bench() {}

    public static void main(String[] names) {
        List<String> chosen = names.length == 0 || List.of(names).equals(List.of("all"))
                ? KNOWN.keySet().stream()
                        .filter(name -> !List.of(IDLE, BUSY, LONG_WHOLE).contains(name))
                        .toList()
                : List.of(names);
        for (String name : chosen) {
            if (!KNOWN.containsKey(name)) {
                System.err.println(
                        "bench: there is no benchmark " + name + "; there are " + KNOWN.keySet() + " and all");
                System.exit(2);
            }
        }
        BenchmarkResults results = new BenchmarkResults(Machine.look());
        for (String name : chosen) {
            progress(name + ": begins");
            long begun = System.nanoTime();
            KNOWN.get(name).run(results);
            progress(name + ": took " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun) + " s");
        }
        results.print(String.join("-", chosen));
    }

    private static void start(BenchmarkResults results) {
        CommandStart.measure()
                .forEach((command, micros) -> results.addLatencies(
                        "start", command, micros, command.endsWith("--help") ? "< 150" : "< 250", ""));
    }

    private static void idle(BenchmarkResults results) {
        Map<String, Double> cost = IdleCost.measure();
        double all = cost.values().stream().mapToDouble(Double::doubleValue).sum();
        cost.forEach((kind, percent) -> results.add("idle", "three quiet agents: " + kind, percent, "%", ""));
        results.add("idle", "three quiet agents: of a core, all together", all, "%", "< 0.5");
    }

    static void progress(String what) {
        System.err.println("bench: " + what);
    }
}
