package orchestrator.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.watch.AnsweringAgent;
import orchestrator.harness.watch.GitProject;
import orchestrator.harness.watch.StepLog;
import orchestrator.harness.watch.WatchClient;

/** A watched project with a quick test, into which changes are saved one after another. */
final class AutoFixRound {
    static final double DEBOUNCE_SECONDS = 0.1;

    private static final Duration TASK_MAX = Duration.ofMinutes(2);
    private static final int MANY = 1_000_000;
    private static final String FILE = "value.txt";

    private final GitProject files;
    private final WatchClient client;
    private final StepLog log;
    private int tasks;

    private AutoFixRound(GitProject files, WatchClient client, StepLog log) {
        this.files = files;
        this.client = client;
        this.log = log;
    }

    static AutoFixRound start(Orchestrator orchestrator, AnsweringAgent agent, String name) {
        agent.prepare(name, "sed -i s/wrong/right/ " + FILE, Map.of(), Map.of());
        StepLog log = agent.log(name);
        Map<String, byte[]> texts = new TreeMap<>();
        Map.of(AnsweringAgent.MARK, name, FILE, "right\n", "test.sh", log.around("! grep wrong " + FILE))
                .forEach((path, text) -> texts.put(path, text.getBytes(StandardCharsets.UTF_8)));
        GitProject files = GitProject.make(orchestrator.target(name, true), texts);
        return new AutoFixRound(files, WatchClient.start(orchestrator.client(), request(files)), log);
    }

    private static ObjectNode request(GitProject files) {
        ObjectNode request = WatchClient.request(files.directory(), "sh test.sh", AnsweringAgent.NAME);
        request.put("debounceSeconds", DEBOUNCE_SECONDS);
        ObjectNode budget = request.putObject("budget");
        for (String span : new String[] {"hour", "day"}) {
            budget.putObject(span)
                    .put("dollars", MANY)
                    .put("tokens", MANY * 1_000L)
                    .put("minutes", MANY);
        }
        return request;
    }

    /** @param overheadMillis from the end of the debounce to the end of the task, without its tests and agents */
    record Repaired(long overheadMillis, boolean isFixed) {}

    Repaired repair() {
        long before = log.millis("test") + log.millis("fix") + log.millis("strategy");
        Instant quiet = save("wrong " + tasks);
        JsonNode task = ended();
        long work = log.millis("test") + log.millis("fix") + log.millis("strategy") - before;
        long whole = Duration.between(quiet, Instant.parse(task.path("endedAt").asText()))
                .toMillis();
        boolean isFixed =
                WatchClient.outcome(task).equals("fixed") && files.read(FILE).startsWith("right " + tasks);
        tasks++;
        return new Repaired(whole - work, isFixed);
    }

    /** Time in microseconds from the end of the debounce until the change is a task. */
    long changeToTask() {
        Instant quiet = save("right " + tasks);
        JsonNode task = ended();
        tasks++;
        return Duration.between(quiet, Instant.parse(task.path("createdAt").asText()))
                        .toNanos()
                / 1_000;
    }

    /** Returns the time at which it has been quiet for long enough. */
    private Instant save(String text) {
        files.save(FILE, text + "\n");
        return Instant.now().plusMillis((long) (1_000 * DEBOUNCE_SECONDS));
    }

    private JsonNode ended() {
        var ended = client.awaitEnded(tasks + 1, TASK_MAX);
        return ended.get(ended.size() - 1);
    }
}
