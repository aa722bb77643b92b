package orchestrator.harness.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.harness.OrchestratorApi;
import orchestrator.harness.Wait;
import orchestrator.json.Json;

/** A project that is watched, as a client of the API sees it. */
public final class WatchClient {
    private static final Duration STARTED = Duration.ofSeconds(60);
    private static final List<String> ENDED = List.of("completed", "failed");

    private final OrchestratorApi api;
    private final String key;

    private WatchClient(OrchestratorApi api, String key) {
        this.api = api;
        this.key = key;
    }

    /** A request with quick reactions; everything else has its default. */
    public static ObjectNode request(Path target, String command, String agent) {
        ObjectNode request = Json.MAPPER.createObjectNode();
        request.put("target", target.toString()).put("debounceSeconds", 0.2);
        request.putObject("test").put("command", command);
        request.putObject("repair")
                .put("strategyAgent", agent)
                .put("fixAgent", agent)
                .put("backoffSeconds", 0.2);
        return request;
    }

    /** Returns after the first look at the whole project, from which on every change is a task. */
    public static WatchClient start(OrchestratorApi api, ObjectNode request) {
        OrchestratorApi.Answer answer = api.post("/api/v1/watches", request);
        if (answer.status() != 200 && answer.status() != 201) throw new AssertionError("not watched: " + answer);
        WatchClient project = new WatchClient(api, answer.json().path("project").asText());
        Wait.until(project.key + " was looked at", STARTED, project::isWatching);
        return project;
    }

    public String key() {
        return key;
    }

    private boolean isWatching() {
        JsonNode state = stateIfUp().orElse(Json.MAPPER.createObjectNode());
        String status = state.path("status").asText();
        if (status.equals("stopped")) throw new AssertionError("not watched: " + state);
        return processed(state) > 0;
    }

    public JsonNode state() {
        OrchestratorApi.Answer answer = api.get("/api/v1/watches/" + key);
        if (answer.status() != 200) throw new AssertionError("no state of " + key + ": " + answer);
        return answer.json();
    }

    /** Empty while the API or Temporal is away. */
    private Optional<JsonNode> stateIfUp() {
        try {
            OrchestratorApi.Answer answer = api.get("/api/v1/watches/" + key);
            return answer.status() == 200 ? Optional.of(answer.json()) : Optional.empty();
        } catch (UncheckedIOException away) {
            return Optional.empty();
        }
    }

    /** Tasks in this part of the queue: pending, inProgress, completed or failed. */
    public List<JsonNode> tasks(String part) {
        List<JsonNode> tasks = new ArrayList<>();
        state().path(part).forEach(tasks::add);
        return tasks;
    }

    /** Completed and failed tasks of changes, oldest first. */
    public List<JsonNode> ended() {
        return ended(state());
    }

    private static List<JsonNode> ended(JsonNode state) {
        List<JsonNode> tasks = new ArrayList<>();
        for (String part : ENDED) state.path(part).forEach(tasks::add);
        tasks.removeIf(task -> task.path("filesTotal").asInt() == 0);
        tasks.sort(java.util.Comparator.comparing(task -> task.path("endedAt").asText()));
        return tasks;
    }

    /** Waits until this many tasks of changes have ended, and returns the newest 50 of each kind, oldest first. */
    public List<JsonNode> awaitEnded(int count, Duration atMost) {
        return Wait.until(
                count + " tasks of " + key + " have ended",
                atMost,
                () -> stateIfUp().filter(state -> processed(state) > count).map(WatchClient::ended));
    }

    private static int processed(JsonNode state) {
        return state.at("/statistics/processed").asInt();
    }

    /** Waits until its newest task has ended or needs a person. */
    public JsonNode awaitDecided(Duration atMost) {
        return Wait.until("the task of " + key + " has ended or needs somebody", atMost, () -> {
            Optional<JsonNode> needy = tasks("inProgress").stream()
                    .filter(task -> step(task).equals("needs_you"))
                    .findFirst();
            if (needy.isPresent()) return needy;
            List<JsonNode> ended = ended();
            return ended.isEmpty() ? Optional.empty() : Optional.of(ended.get(ended.size() - 1));
        });
    }

    public void awaitStatus(String status, Duration atMost) {
        Wait.until(
                key + " is " + status,
                atMost,
                () -> stateIfUp()
                        .filter(state -> state.path("status").asText().equals(status))
                        .isPresent());
    }

    public static String step(JsonNode task) {
        return task.path("progress").path("step").asText();
    }

    /** The outcome of an ended task, else the step in which it is. */
    public static String outcome(JsonNode task) {
        String outcome = task.path("result").path("outcome").asText();
        return outcome.isEmpty() ? step(task) : outcome;
    }

    public OrchestratorApi.Answer control(String control, Map<String, ?> body) {
        return api.post("/api/v1/watches/" + key + "/" + control, body);
    }

    public OrchestratorApi.Answer get(String path) {
        return api.get("/api/v1/watches/" + key + path);
    }
}
