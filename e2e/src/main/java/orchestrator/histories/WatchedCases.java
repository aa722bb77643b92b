package orchestrator.histories;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.Wait;
import orchestrator.harness.watch.AnsweringAgent;
import orchestrator.harness.watch.GitProject;
import orchestrator.harness.watch.WatchClient;

/** The cases of auto-fix of which histories are recorded: of the queue, and of the task of the change. */
final class WatchedCases {
    /** Three repairs, one after the other. */
    static final String AGAIN_AND_AGAIN = "again-and-again";

    private static final Duration TASK_MAX = Duration.ofMinutes(2);
    private static final String FILE = "value.sh";
    private static final String RIGHT = "echo right\n";
    private static final String WRONG = "echo wrong\n";
    private static final String TEST = "test \"$(sh value.sh)\" = right || exit 1\n";
    private static final String MEND = "sed -i s/wrong/right/ " + FILE;

    private final Orchestrator orchestrator;
    private final AnsweringAgent agent;

    WatchedCases(Orchestrator orchestrator, AnsweringAgent agent) {
        this.orchestrator = orchestrator;
        this.agent = agent;
    }

    /** @param task workflow of the task; empty if there is none to record */
    record Played(String queue, String task) {}

    /** A case that is played on a project. */
    private record Case(String fix, Consumer<ObjectNode> settings, Play play) {}

    private interface Play {
        JsonNode on(GitProject files, WatchClient client);
    }

    private Map<String, Case> cases() {
        Map<String, Case> cases = new LinkedHashMap<>();
        cases.put("green", new Case(MEND, request -> {}, (files, client) -> {
            files.save(FILE, RIGHT + "# a remark\n");
            return client.awaitEnded(1, TASK_MAX).get(0);
        }));
        cases.put("fixed", new Case(MEND, request -> {}, WatchedCases::breakIt));
        cases.put(
                "fixed-second",
                new Case("[ \"$n\" = 1 ] && echo >>value.sh || " + MEND, request -> {}, WatchedCases::breakIt));
        cases.put(
                "escalated",
                new Case(
                        "echo >>value.sh",
                        request -> request.withObject("/repair").put("retriesMax", 2),
                        WatchedCases::breakIt));
        cases.put("reported", new Case(MEND, request -> request.put("enabled", false), WatchedCases::breakIt));
        cases.put("needs-you", new Case("echo exit 0 >test.sh", request -> {}, WatchedCases::decide));
        cases.put("stopped", new Case("sleep 2\n" + MEND, request -> {}, this::stopAndContinue));
        return cases;
    }

    /** The names of those that are recorded in the usual installation. */
    Iterable<String> names() {
        return cases().keySet();
    }

    Played play(String name) {
        Case one = name.equals(AGAIN_AND_AGAIN)
                ? new Case(MEND, request -> {}, WatchedCases::breakItAgain)
                : cases().get(name);
        String project = "watched-" + name;
        agent.prepare(project, one.fix(), Map.of(), Map.of());
        Map<String, byte[]> files = new TreeMap<>();
        Map.of(AnsweringAgent.MARK, project, FILE, RIGHT, "test.sh", TEST)
                .forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
        GitProject repository = GitProject.make(orchestrator.target(project, true), files);
        ObjectNode request = WatchClient.request(repository.directory(), "sh test.sh", AnsweringAgent.NAME);
        one.settings().accept(request);
        WatchClient client = WatchClient.start(orchestrator.client(), request);
        JsonNode task = one.play().on(repository, client);
        client.control("stop", Map.of());
        client.awaitStatus("stopped", TASK_MAX);
        return new Played("autofix-" + client.key(), task.path("workflow").asText());
    }

    private static JsonNode breakIt(GitProject files, WatchClient client) {
        files.save(FILE, WRONG);
        return client.awaitEnded(1, TASK_MAX).get(0);
    }

    private static JsonNode breakItAgain(GitProject files, WatchClient client) {
        for (int task = 1; task <= 3; task++) {
            files.save(FILE, WRONG + "# " + task + "\n");
            client.awaitEnded(task, TASK_MAX);
        }
        return client.awaitEnded(3, TASK_MAX).get(0);
    }

    private static JsonNode decide(GitProject files, WatchClient client) {
        files.save(FILE, WRONG);
        JsonNode needy = client.awaitDecided(TASK_MAX);
        client.control("drop", Map.of("task", needy.path("id").asText()));
        return client.awaitEnded(1, TASK_MAX).get(0);
    }

    private JsonNode stopAndContinue(GitProject files, WatchClient client) {
        files.save(FILE, WRONG);
        Wait.until(
                "its agent works",
                TASK_MAX,
                () -> client.tasks("inProgress").stream()
                        .anyMatch(task -> WatchClient.step(task).equals("fixing")));
        client.control("stop", Map.of());
        client.awaitStatus("stopped", TASK_MAX);
        ObjectNode again = WatchClient.request(files.directory(), "sh test.sh", AnsweringAgent.NAME);
        orchestrator.client().post("/api/v1/watches", again);
        return client.awaitEnded(1, TASK_MAX).get(0);
    }
}
