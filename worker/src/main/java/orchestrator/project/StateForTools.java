package orchestrator.project;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import orchestrator.autofix.AutoFixState;
import orchestrator.autofix.FixActivities.Tested;
import orchestrator.autofix.FixResult;
import orchestrator.autofix.QueuedTask;
import orchestrator.json.Json;

/** The state in the shape that other tools read from the state file. Its names and values are fixed. */
final class StateForTools {
    private static final String TYPE = "file_change";
    private static final double MILLIS = 1_000.0;

    private StateForTools() {}

    /** @param pid of the process that keeps the queue going on this host */
    static ObjectNode of(AutoFixState state, long pid, Instant now) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.putObject("processes")
                .putObject("orchestrator")
                .put("status", state.status() == AutoFixState.Status.STOPPED ? "stopped" : "running")
                .put("pid", pid)
                .put("last_heartbeat", now.toString());
        ObjectNode queues = json.putObject("queues");
        String target = state.request().target();
        queues.set("pending", queue(state.pending(), target));
        queues.set("in_progress", queue(state.inProgress(), target));
        queues.set("completed", queue(state.completed(), target));
        queues.set("failed", queue(state.failed(), target));
        json.set("conversation_history", conversation(state));
        json.set("test_results", results(state));
        return json;
    }

    private static ArrayNode queue(List<QueuedTask> tasks, String target) {
        ArrayNode queue = Json.MAPPER.createArrayNode();
        for (QueuedTask task : tasks) {
            queue.addObject()
                    .put("id", task.id())
                    .put("type", TYPE)
                    .put("file_path", path(target, firstFile(task)))
                    .put("description", task.description())
                    .put("created_at", task.createdAt().toString())
                    .put("status", task.status().wire())
                    .put("retry_count", retries(task));
        }
        return queue;
    }

    /** Attempts after the first, and those before the task was queued again. */
    private static int retries(QueuedTask task) {
        FixResult result = task.result();
        int attempts = result != null
                ? result.attempts()
                : task.progress() == null ? 0 : task.progress().attempt();
        return task.retries() + Math.max(0, attempts - 1);
    }

    /** Oldest first, as in a conversation. */
    private static ArrayNode conversation(AutoFixState state) {
        ArrayNode lines = Json.MAPPER.createArrayNode();
        state.history().stream()
                .sorted(Comparator.comparing(AutoFixState.HistoryLine::at))
                .forEach(line -> lines.addObject()
                        .put("timestamp", line.at().toString())
                        .put("type", line.type())
                        .put("task_id", line.task())
                        .put("file_path", path(state.request().target(), line.file())));
        return lines;
    }

    private static ArrayNode results(AutoFixState state) {
        ArrayNode results = Json.MAPPER.createArrayNode();
        Stream.concat(state.completed().stream(), state.failed().stream())
                .filter(task -> task.result() != null && task.result().tested() != null)
                .sorted(Comparator.comparing(StateForTools::endedAt))
                .forEach(task -> addResult(results, task, task.result().tested()));
        return results;
    }

    private static void addResult(ArrayNode results, QueuedTask task, Tested tested) {
        boolean passed = tested.status() == Tested.Status.GREEN || tested.status() == Tested.Status.FLAKY;
        results.addObject()
                .put("task_id", task.id())
                .put("timestamp", endedAt(task).toString())
                .put("passed", passed)
                .put("duration", tested.millis() / MILLIS)
                .put("test_path", tested.tests().isEmpty() ? tested.command() : String.join(" ", tested.tests()));
    }

    private static Instant endedAt(QueuedTask task) {
        return task.endedAt() == null ? task.createdAt() : task.endedAt();
    }

    private static String firstFile(QueuedTask task) {
        return task.files().isEmpty() ? "" : task.files().get(0).path();
    }

    /** Absolute, because the state file may lie anywhere. */
    private static String path(String target, String file) {
        return file.isEmpty() || file.startsWith("/") ? file : target + "/" + file;
    }
}
