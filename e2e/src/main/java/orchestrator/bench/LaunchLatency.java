package orchestrator.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.harness.FakeClaude;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.Wait;
import orchestrator.harness.WallClock;

/** Time from the request to the agent's process, for one session and for three posted at once. */
final class LaunchLatency implements Benchmark {

    private static final int WARM_UP = 3;
    private static final int SESSIONS = 25;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public void run(BenchmarkResults results) {
        try (Orchestrator orchestrator = Orchestrator.prepare(ScratchDirectory.directory("bench"), Map.of())) {
            orchestrator.script("claude", FakeClaude.script("finish"));
            orchestrator.start();
            List<Long> first = new ArrayList<>();
            List<Long> three = new ArrayList<>();
            for (int i = -WARM_UP; i < SESSIONS; i++) {
                if (i % 10 == 0) Bench.progress("launch: " + i + " of " + SESSIONS + " sessions");
                long one = slowest(orchestrator, 1, "one-" + i);
                long all = slowest(orchestrator, 3, "three-" + i);
                if (i < 0) continue;
                first.add(one);
                three.add(all);
            }
            results.addLatencies("launch", "POST → first agent process of its session", first, "< 150", "");
            results.addLatencies("launch", "3 × POST → an agent process of each session", three, "< 150", "");
        }
    }

    /** Posts sessions in a row and returns the time until the last one has its first process. */
    private static long slowest(Orchestrator orchestrator, int count, String name) {
        List<Path> targets = new ArrayList<>();
        for (int i = 0; i < count; i++) targets.add(orchestrator.target(name + "-" + i, true));
        long begun = WallClock.micros();
        List<String> sessions = targets.stream()
                .map(target -> orchestrator.client().create("Nothing.", target))
                .toList();
        long slowest = 0;
        for (String session : sessions) slowest = Math.max(slowest, launched(orchestrator, session) - begun);
        sessions.forEach(session -> orchestrator.client().awaitPhase(session, "done", PATIENCE));
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
