package orchestrator.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import orchestrator.crew.Role;
import orchestrator.eventlog.store.EventStore;
import orchestrator.harness.CommandRun;
import orchestrator.harness.FakeClaude;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.Wait;
import orchestrator.launch.Usage;
import orchestrator.plan.Kind;
import orchestrator.session.AssignmentState;
import orchestrator.session.Hold;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import orchestrator.session.Teamwork;

/** The list of sessions from an archive with a thousand, each with twenty assignments, and a few that are open. */
final class SessionListing implements Benchmark {
    private static final int SESSIONS = 1_000;
    private static final int OPEN = 5;
    private static final int ASSIGNMENTS = 20;
    private static final int ROUNDS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public void run(BenchmarkResults results) {
        try (Orchestrator orchestrator = Orchestrator.prepare(ScratchDirectory.directory("bench"), Map.of())) {
            orchestrator.script("claude", FakeClaude.script("while [ ! -e go ]; do sleep 0.2; done\nfinish"));
            fill(orchestrator);
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

    private static void fill(Orchestrator orchestrator) {
        try (EventStore store = EventStore.open(orchestrator.home().eventStore())) {
            for (int i = 0; i < SESSIONS; i++) store.archive().keep(ended(i));
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

    private static SessionState ended(int number) {
        Instant begun = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(60L * number);
        String key = "archived-" + number;
        return new SessionState(
                key,
                key,
                "execution-of-" + key,
                "Add a --json flag to the command, with tests and a paragraph in the documentation. ".repeat(3),
                "",
                "",
                "/home/someone/projects/app",
                "/home/someone/projects/app",
                Phase.DONE,
                Hold.NONE,
                "",
                "",
                "5: claude alone",
                IntStream.range(0, ASSIGNMENTS)
                        .mapToObj(i -> assignment(i, begun))
                        .toList(),
                List.of(),
                Usage.NONE,
                100,
                begun,
                begun.plusSeconds(3_600),
                Teamwork.NONE,
                0);
    }

    private static AssignmentState assignment(int number, Instant begun) {
        return new AssignmentState(
                "implement-" + number,
                Kind.WORK,
                "claude-" + number,
                "claude",
                Role.IMPLEMENTER,
                "Implement part " + number + " of the flag, as the plan says",
                100,
                false,
                List.of(),
                AssignmentState.Status.DONE,
                1,
                "",
                Usage.NONE,
                begun,
                begun.plusSeconds(600),
                null,
                0);
    }
}
