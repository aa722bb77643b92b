package orchestrator.bench;

import io.temporal.api.common.v1.Payload;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import orchestrator.bench.measure.Machine;
import orchestrator.harness.ExternalCommand;
import orchestrator.harness.FakeClaude;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.Wait;

/** Many runs followed by one worker: its memory, and the time of a milestone from the agent to its workflow. */
final class ManyRuns implements Benchmark {
    private static final int RUNS = 500;
    private static final int STARTERS = 4;
    private static final int VIRTUAL_THREADS_SINCE = 21;
    private static final int SPREAD_SECONDS = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Pattern TICK = Pattern.compile("tick (\\d+)");

    /**
     * Reading from the pipe blocks, without using the CPU, until the benchmark opens it for writing. Then all of them start
     * a program at once, so the first ones speak only when that is over.
     */
    private static final String AGENT = """
            read -r go <../gate
            sleep $(($$ %% %d + 5)).$(($$ %% 10))
            say "MILESTONE: tick $(date +%%s%%6N)"
            exec sleep 3600
            """.formatted(SPREAD_SECONDS);

    @Override
    public void run(BenchmarkResults results) {
        try (Orchestrator orchestrator = Orchestrator.prepare(ScratchDirectory.directory("bench"), Map.of())) {
            orchestrator.script("claude", FakeClaude.script(AGENT));
            orchestrator.start();
            Path gate = orchestrator.scratch().resolve("targets/gate");
            List<String> sessions = start(orchestrator, gate);
            Bench.progress("follow: all " + RUNS + " run; letting each say one thing within " + SPREAD_SECONDS + " s");
            open(gate);
            List<Long> micros = heard(orchestrator, sessions);
            long megabytes = Machine.residentMegabytes(orchestrator.worker().pid());
            results.add("follow", "followed runs on one worker", RUNS, "", "");
            boolean virtual = Runtime.version().feature() >= VIRTUAL_THREADS_SINCE;
            results.add("follow", "worker, resident memory", megabytes, "MB", virtual ? "< 350" : "< 500");
            results.addLatencies("follow", "milestone printed → its workflow works on it", micros, "< 60", "< 200");
        }
    }

    private static List<String> start(Orchestrator orchestrator, Path gate) {
        List<Path> targets = IntStream.range(0, RUNS)
                .mapToObj(i -> orchestrator.target("many-" + i, true))
                .toList();
        ExternalCommand.run(Path.of("/usr/bin/mkfifo"), List.of(gate.toString()), Map.of(), orchestrator.scratch());
        List<String> sessions = inParallel(orchestrator, targets);
        for (String session : sessions) {
            Path printed = orchestrator.home().launch(session, "claude-1", 1).resolve("stdout.jsonl");
            Wait.until(
                    session + " runs",
                    PATIENCE,
                    () -> Files.exists(printed) && printed.toFile().length() > 0);
        }
        return sessions;
    }

    /** One start after the other would wait for Temporal most of the time. */
    private static List<String> inParallel(Orchestrator orchestrator, List<Path> targets) {
        ExecutorService starters = Executors.newFixedThreadPool(STARTERS);
        try {
            List<Future<String>> started = targets.stream()
                    .map(target -> starters.submit(() -> orchestrator.client().create("Say one thing.", target)))
                    .toList();
            List<String> sessions = new ArrayList<>();
            for (Future<String> one : started) {
                if (sessions.size() % 50 == 0)
                    Bench.progress("follow: " + sessions.size() + " of " + RUNS + " sessions started");
                sessions.add(one.get());
            }
            return sessions;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("a session could not be started", e);
        } finally {
            starters.shutdownNow();
        }
    }

    private static void open(Path gate) {
        try {
            Files.newOutputStream(gate).close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + gate, e);
        }
    }

    private static List<Long> heard(Orchestrator orchestrator, List<String> sessions) {
        WorkflowServiceStubs service = orchestrator.temporal().connect();
        try {
            WorkflowClient client = WorkflowClient.newInstance(service);
            long deadline =
                    System.nanoTime() + Duration.ofSeconds(SPREAD_SECONDS + 60).toNanos();
            List<Long> micros = new ArrayList<>();
            for (String session : sessions) {
                Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
                micros.add(Wait.until(session + " has heard its agent", left, () -> delay(client, session)));
            }
            return micros;
        } finally {
            service.shutdownNow();
        }
    }

    /** Time from the milestone to the workflow task that handles it. */
    private static Optional<Long> delay(WorkflowClient client, String session) {
        Optional<Long> printed = Optional.empty();
        for (HistoryEvent event : client.fetchHistory(session + "/claude-1").getEvents()) {
            if (printed.isEmpty()) printed = tick(event);
            else if (event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED) {
                long at = event.getEventTime().getSeconds() * 1_000_000
                        + event.getEventTime().getNanos() / 1_000;
                return Optional.of(at - printed.get());
            }
        }
        return Optional.empty();
    }

    private static Optional<Long> tick(HistoryEvent event) {
        if (event.getEventType() != EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED) return Optional.empty();
        for (Payload payload :
                event.getActivityTaskCompletedEventAttributes().getResult().getPayloadsList()) {
            Matcher matcher = TICK.matcher(payload.getData().toStringUtf8());
            if (matcher.find()) return Optional.of(Long.parseLong(matcher.group(1)));
        }
        return Optional.empty();
    }
}
