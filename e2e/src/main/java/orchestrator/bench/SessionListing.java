package orchestrator.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import orchestrator.bench.measure.ManySessions;
import orchestrator.harness.CommandRun;
import orchestrator.harness.FakeClaude;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.Wait;

/** The list of sessions from an archive with a thousand, each with twenty assignments, and a few that are open. */
final class SessionListing implements Benchmark {
    private static final int SESSIONS = 1_000;
    private static final int OPEN = 5;
    private static final int ROUNDS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public void run(BenchmarkResults results) {
        try (Orchestrator orchestrator = Orchestrator.prepare(ScratchDirectory.directory("bench"), Map.of())) {
            orchestrator.script("claude", FakeClaude.script("while [ ! -e go ]; do sleep 0.2; done\nfinish"));
            ManySessions.fill(orchestrator.home(), SESSIONS);
            orchestrator.start();
            for (int i = 0; i < OPEN; i++) {
                Path target = orchestrator.target("open-" + i, true);
                orchestrator.client().create("Wait.", target);
            }
            Wait.until("the agents run", PATIENCE, () -> orchestrator.agents().size() >= OPEN);
            Bench.progress("list: " + SESSIONS + " sessions in the archive, " + OPEN + " open");
            measure(results, orchestrator, "GET /api/v1/sessions, all " + SESSIONS, "?limit=" + SESSIONS);
            measure(results, orchestrator, "GET /api/v1/sessions, the newest 50", "");
            results.addLatencies("list", "orchestrate list, without its start", commands(orchestrator), "", "< 100");
        }
    }

    private static void measure(BenchmarkResults results, Orchestrator orchestrator, String what, String query) {
        long before = System.nanoTime();
        int bytes = orchestrator.client().get("/api/v1/sessions" + query).body().length();
        double first = (System.nanoTime() - before) / 1e6;
        List<Long> micros = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            long begun = System.nanoTime();
            orchestrator.client().get("/api/v1/sessions" + query);
            micros.add(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun));
        }
        results.addLatencies("list", what, micros, "", "< 100");
        results.add("list", what + ", the first request", first, "ms", "");
        results.add("list", what + ", size", bytes / 1024.0, "KB", "");
    }

    private static List<Long> commands(Orchestrator orchestrator) {
        List<Long> micros = new ArrayList<>();
        for (int i = 0; i < ROUNDS / 5; i++) {
            long begun = System.nanoTime();
            CommandRun.orchestrate(orchestrator, "list");
            micros.add(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun));
        }
        return micros;
    }
}
