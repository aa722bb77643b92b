package orchestrator.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.Wait;
import orchestrator.harness.watch.GitProject;
import orchestrator.json.Json;

/**
 * One session of many assignments, reviews and events: what its history costs Temporal, and how fast its state is read. The
 * last assignment waits until the large state has been queried.
 */
final class LongSession implements Benchmark {
    private static final List<String> AGENTS = List.of("one", "two", "three");
    private static final int QUERIES = 200;

    private final String name;
    private final int parts;
    private final int lines;
    private final int reviewEvery;
    private final Duration patience;

    private LongSession(String name, int parts, int lines, int reviewEvery, Duration patience) {
        this.name = name;
        this.parts = parts;
        this.lines = lines;
        this.reviewEvery = reviewEvery;
        this.patience = patience;
    }

    /** A fifth of the whole, which takes about a minute. */
    static LongSession shortened() {
        return new LongSession("long", 60, 335, 5, Duration.ofMinutes(5));
    }

    /** 300 assignments, 60 requests for a review, 100,000 events. */
    static LongSession whole() {
        return new LongSession("long", 300, 335, 5, Duration.ofMinutes(20));
    }

    @Override
    public void run(BenchmarkResults results) {
        try (Orchestrator orchestrator = Orchestrator.prepare(ScratchDirectory.directory("bench"), Map.of())) {
            Path gate = orchestrator.scratch().resolve("gate");
            writeAgents(orchestrator, gate);
            orchestrator.start();
            long begun = System.nanoTime();
            String session = start(orchestrator);
            awaitLast(orchestrator, session);
            double seconds = (System.nanoTime() - begun) / 1e9;
            JsonNode state = orchestrator.client().state(session);
            results.add(name, "assignments of one session, with its reviews", count(state, "/assignments", ""), "", "");
            results.add(name, "reviews", count(state, "/teamwork/reviews", ""), "", "");
            results.add(name, "time from the request to the last assignment", seconds, "s", "");
            measureQueries(results, orchestrator, session);
            open(gate);
            orchestrator.client().awaitPhase(session, "done", patience);
            results.add(name, "events", orchestrator.client().events(session).size(), "", "");
            measureHistories(results, orchestrator, session);
        }
    }

    private void writeAgents(Orchestrator orchestrator, Path gate) {
        try (InputStream script = LongSession.class.getResourceAsStream("long-agent.sh")) {
            Path directory =
                    Files.createDirectories(orchestrator.home().directory().resolve("agents"));
            Files.write(directory.resolve("long-agent.sh"), script.readAllBytes());
            Files.writeString(
                    directory.resolve("long-agent.settings"),
                    "PARTS=%d LINES=%d REVIEW_EVERY=%d GATE='%s'%n".formatted(parts, lines, reviewEvery, gate));
            for (String agent : AGENTS)
                Files.writeString(
                        directory.resolve(agent + ".yaml"),
                        "name: " + agent + "\ncommand: [sh, \"{here}/long-agent.sh\"]\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the agents", e);
        }
    }

    private static String start(Orchestrator orchestrator) {
        Path target = orchestrator.target("long", true);
        GitProject.make(target, Map.of("README", "Parts.\n".getBytes(StandardCharsets.UTF_8)));
        ObjectNode request = Json.MAPPER
                .createObjectNode()
                .put("prompt", "Write all parts.")
                .put("target", target.toString())
                .put("plan", "agent")
                .put("isolation", "worktree")
                .put("reviews", "on");
        AGENTS.forEach(request.putArray("agents")::add);
        request.putObject("budget").put("rounds", 1_000);
        return orchestrator.client().create(request);
    }

    /** Waits until only the last assignment is at work, and no review. */
    private void awaitLast(Orchestrator orchestrator, String session) {
        int[] shown = {0};
        Wait.until("all but the last assignment of " + session + " are done", patience, () -> {
            JsonNode state = orchestrator.client().state(session);
            int done = count(state, "/assignments", "done");
            if (done >= shown[0] + 50) {
                shown[0] = done;
                Bench.progress(name + ": " + done + " assignments are done");
            }
            String end = state.path("phase").asText();
            if (List.of("failed", "stopped", "done").contains(end)) throw new AssertionError("ended early: " + state);
            if (state.path("hold").path("kind").asText().equals("needs_you"))
                throw new AssertionError("needs a person: " + state.path("hold"));
            return done >= parts && count(state, "/assignments", "running") == 1;
        });
    }

    private static int count(JsonNode state, String list, String status) {
        return (int) StreamSupport.stream(state.at(list).spliterator(), false)
                .filter(one -> status.isEmpty() || one.path("status").asText().equals(status))
                .count();
    }

    private void measureQueries(BenchmarkResults results, Orchestrator orchestrator, String session) {
        WorkflowServiceStubs service = orchestrator.temporal().connect();
        try {
            WorkflowClient client = WorkflowClient.newInstance(service);
            List<Long> queries = new ArrayList<>();
            List<Long> reads = new ArrayList<>();
            for (int i = 0; i < QUERIES; i++) {
                queries.add(micros(() -> client.newUntypedWorkflowStub(session).query("state", JsonNode.class)));
                reads.add(micros(() -> orchestrator.client().get("/api/v1/" + session + "/state")));
            }
            results.addLatencies(name, "state by query of the workflow", queries, "", "< 50");
            results.addLatencies(name, "state by GET", reads, "", "< 50");
        } finally {
            service.shutdownNow();
        }
    }

    private static long micros(Runnable what) {
        long begun = System.nanoTime();
        what.run();
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun);
    }

    /** Of the session itself; its runs have executions of their own. */
    private void measureHistories(BenchmarkResults results, Orchestrator orchestrator, String session) {
        WorkflowServiceStubs service = orchestrator.temporal().connect();
        try {
            List<WorkflowExecutionInfo> executions = Wait.until("the executions are listed", patience, () -> {
                List<WorkflowExecutionInfo> listed = service.blockingStub()
                        .listWorkflowExecutions(ListWorkflowExecutionsRequest.newBuilder()
                                .setNamespace("default")
                                .setQuery("WorkflowId = '" + session + "'")
                                .build())
                        .getExecutionsList();
                boolean closed = !listed.isEmpty() && listed.stream().allMatch(one -> one.getHistoryLength() > 0);
                return closed ? Optional.of(listed) : Optional.empty();
            });
            long events = executions.stream()
                    .mapToLong(WorkflowExecutionInfo::getHistoryLength)
                    .max()
                    .orElse(0);
            long bytes = executions.stream()
                    .mapToLong(WorkflowExecutionInfo::getHistorySizeBytes)
                    .max()
                    .orElse(0);
            results.add(name, "executions of the session", executions.size(), "", "");
            results.add(name, "history events of an execution, at most", events, "", "< 5000");
            results.add(name, "history of an execution, at most", bytes / 1e6, "MB", "< 5");
        } finally {
            service.shutdownNow();
        }
    }

    private static void open(Path gate) {
        try {
            Files.createFile(gate);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + gate, e);
        }
    }
}
