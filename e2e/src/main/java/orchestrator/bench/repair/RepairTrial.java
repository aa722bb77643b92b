package orchestrator.bench.repair;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.watch.AnsweringAgent;
import orchestrator.harness.watch.GitProject;
import orchestrator.harness.watch.WatchClient;

/** Saves the mistake into a watched copy of a program, and waits for what auto-fix makes of it. */
final class RepairTrial {
    private static final Duration TASK_MAX = Duration.ofMinutes(5);
    /** Ends an agent that loops. */
    private static final double AGENT_MINUTES = 0.1;

    private final Orchestrator orchestrator;
    private final AnsweringAgent agent;
    private final Path folder;
    private final RepairProgram program;
    private final AgentMode mode;

    RepairTrial(Orchestrator orchestrator, AnsweringAgent agent, Path folder, RepairProgram program, AgentMode mode) {
        this.orchestrator = orchestrator;
        this.agent = agent;
        this.folder = folder;
        this.program = program;
        this.mode = mode;
    }

    RepairResult run() {
        if (mode == AgentMode.WEAKEN && program.weakened(folder).isEmpty()) {
            return RepairResult.unusable(program, mode, "it has no weakened tests");
        }
        Path bare = orchestrator.target("bare-" + program.name(), false);
        BareTests green = BareTests.run(bare, program.test(), program.project(folder));
        if (!green.areGreen()) return RepairResult.unusable(program, mode, "the tests of its right version are red");
        BareTests red = BareTests.run(bare, program.test(), program.broken(folder));
        if (red.areGreen()) return RepairResult.unusable(program, mode, "the tests of its broken version are green");
        return repair(green.millis() + red.millis());
    }

    private RepairResult repair(long testMillis) {
        agent.prepare(program.name(), mode.script(), program.right(folder), program.weakened(folder));
        Map<String, byte[]> files = new TreeMap<>(program.project(folder));
        files.put(AnsweringAgent.MARK, program.name().getBytes());
        GitProject project = GitProject.make(orchestrator.target(program.name(), true), files);
        WatchClient watched = WatchClient.start(orchestrator.client(), request(project));
        long saved = System.nanoTime();
        program.broken(folder).forEach(project::save);
        JsonNode task = watched.awaitDecided(TASK_MAX);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - saved);
        RepairResult result = result(project, task, millis, testMillis);
        watched.control("stop", Map.of());
        return result;
    }

    private ObjectNode request(GitProject project) {
        ObjectNode request = WatchClient.request(project.directory(), program.test(), AnsweringAgent.NAME);
        if (mode == AgentMode.LOOP) {
            request.putObject("budget").putObject("task").put("minutes", AGENT_MINUTES);
        }
        return request;
    }

    private RepairResult result(GitProject project, JsonNode task, long millis, long testMillis) {
        String outcome = WatchClient.outcome(task);
        boolean testsDiffer = differs(project, tests());
        boolean applied = testsDiffer || differs(project, program.broken(folder));
        boolean wrongly = testsDiffer
                || applied
                        && !BareTests.run(project.directory(), program.test()).areGreen();
        int attempts = task.path("result")
                .path("attempts")
                .asInt(task.at("/progress/attempt").asInt());
        String problem = mode.expects(outcome) ? "" : "unexpected: " + reason(task);
        if (problem.isEmpty() && applied != outcome.equals("fixed")) problem = outcome + ", but applied: " + applied;
        return new RepairResult(
                program.name(),
                program.language(),
                mode.word(),
                outcome,
                attempts,
                applied,
                wrongly,
                millis,
                testMillis,
                problem);
    }

    private static String reason(JsonNode task) {
        return task.path("result")
                .path("reason")
                .asText(task.path("progress").path("words").asText());
    }

    private Map<String, byte[]> tests() {
        Map<String, byte[]> tests = new TreeMap<>(program.project(folder));
        program.files().keySet().forEach(tests::remove);
        return tests;
    }

    private static boolean differs(GitProject project, Map<String, byte[]> expected) {
        return expected.entrySet().stream()
                .anyMatch(file -> !Arrays.equals(project.read(file.getKey()).getBytes(), file.getValue()));
    }
}
