package orchestrator.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs benchmarks by name: {@code launch}, {@code latency}, {@code flood}, {@code follow}, or all of them. */
public final class Bench {

    private static final Map<String, Benchmark> KNOWN = new LinkedHashMap<>();

    static {
        KNOWN.put("launch", new LaunchLatency());
        KNOWN.put("latency", new EventLatency());
        KNOWN.put("flood", new Flood());
        KNOWN.put("follow", new ManyRuns());
    }

    private Bench() {}

    public static void main(String[] names) {
        List<String> chosen = names.length == 0 || List.of(names).equals(List.of("all"))
                ? List.copyOf(KNOWN.keySet())
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
            progress(name + ": starting Temporal, worker and API");
            KNOWN.get(name).run(results);
        }
        results.print(String.join("-", chosen));
    }

    static void progress(String what) {
        System.err.println("bench: " + what);
    }
}
