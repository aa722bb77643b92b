package orchestrator.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.bench.measure.Percentiles;
import orchestrator.harness.FakeClaude;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.TemporalServer;
import orchestrator.harness.Wait;
import orchestrator.harness.WallClock;
import org.jspecify.annotations.Nullable;

/** Time from the request to the agent's process, for one session and for three posted at once. */
final class LaunchLatency implements Benchmark {

    private static final int WARM_UP = 3;
    private static final int SESSIONS = Integer.getInteger("bench.sessions", 20);
    private static final int THREE_EVERY = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public void run(BenchmarkResults results) {
        try (Orchestrator orchestrator = Orchestrator.prepare(ScratchDirectory.directory("bench"), Map.of());
                LaunchSteps steps = new LaunchSteps(orchestrator)) {
            orchestrator.script("claude", FakeClaude.script("finish"));
            orchestrator.start();
            List<Long> first = new ArrayList<>();
            List<Long> three = new ArrayList<>();
            for (int i = -WARM_UP; i < SESSIONS; i++) {
                if (i % 10 == 0) Bench.progress("launch: " + i + " of " + SESSIONS + " sessions");
                long one = slowest(orchestrator, 1, "one-" + i, i < 0 ? null : steps);
                if (i >= 0) first.add(one);
                if (i >= 0 && i % THREE_EVERY == 0) three.add(slowest(orchestrator, 3, "three-" + i, null));
            }
            steps.print();
            boolean isDevServer = TemporalServer.isDevServer();
            String where = isDevServer ? "" : ", PostgreSQL";
            add(results, "POST → first agent process" + where, first, isDevServer ? "< 120" : "< 80", "< 180");
            add(results, "3 × POST → an agent process of each session" + where, three, "", "");
        }
    }

    private static void add(BenchmarkResults results, String what, List<Long> micros, String goalP50, String goalP95) {
        Percentiles percentiles = Percentiles.of(micros);
        results.add("launch", what + ", p50", percentiles.p50() / 1000, "ms", goalP50);
        results.add("launch", what + ", p95", percentiles.p95() / 1000, "ms", goalP95);
        results.add("launch", what + ", longest", percentiles.max() / 1000, "ms", "");
    }

    /** Posts sessions in a row and returns the time until the last one has its first process. */
    private static long slowest(Orchestrator orchestrator, int count, String name, @Nullable LaunchSteps steps) {
        List<Path> targets = new ArrayList<>();
        for (int i = 0; i < count; i++) targets.add(orchestrator.target(name + "-" + i, true));
        long begun = WallClock.micros();
        List<String> sessions = targets.stream()
                .map(target -> orchestrator.client().create("Nothing.", target))
                .toList();
        long answered = WallClock.micros();
        long slowest = 0;
        for (String session : sessions) slowest = Math.max(slowest, launched(orchestrator, session) - begun);
        sessions.forEach(session -> orchestrator.client().awaitPhase(session, "done", PATIENCE));
        if (steps != null) steps.add(orchestrator, sessions.get(0), begun, answered);
        return slowest;
    }

    /** The wrapper writes its pid just before it becomes the agent. */
    private static long launched(Orchestrator orchestrator, String session) {
        Path pid = orchestrator.home().launch(session, "claude-1", 1).resolve("pid");
        return Wait.until("an agent of " + session + " was launched", PATIENCE, () -> written(pid));
    }

    private static Optional<Long> written(Path pid) {
        try {
            if (!Files.exists(pid) || Files.size(pid) == 0) return Optional.empty();
            return Optional.of(WallClock.micros(Files.getLastModifiedTime(pid).toInstant()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
