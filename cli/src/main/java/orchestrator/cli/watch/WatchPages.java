package orchestrator.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import orchestrator.cli.live.DisplayText;

/** Pages about watched projects: pure functions. */
public final class WatchPages {
    private static final int TASKS_SHOWN = 10;
    private static final int COLUMNS = 140;

    private WatchPages() {}

    /** One line for each project. */
    public static List<String> list(JsonNode watches, Instant now) {
        if (watches.isEmpty())
            return List.of("No project is watched. Watch this one:  orchestrate watch --test \"npm test\"");
        List<String> lines = new ArrayList<>();
        for (JsonNode watch : watches) lines.add(line(watch, now));
        return lines;
    }

    /** The project in one line. */
    public static String line(JsonNode watch, Instant now) {
        int waiting = watch.path("pending").size();
        int working = watch.path("inProgress").size();
        List<String> facts = new ArrayList<>();
        facts.add(status(watch));
        if (working > 0) facts.add(working + " in progress");
        if (waiting > 0) facts.add(waiting + " waiting");
        int needsYou = needsYou(watch);
        if (needsYou > 0) facts.add(needsYou + (needsYou == 1 ? " needs you" : " need you"));
        if (watch.path("health").isObject())
            facts.add("heartbeat " + WatchWords.ago(watch.path("health").path("heartbeatAt"), now));
        return DisplayText.cut(
                WatchWords.clean(watch.path("request").path("target")) + "  " + String.join(" · ", facts), COLUMNS);
    }

    private static int needsYou(JsonNode watch) {
        int count = 0;
        for (JsonNode task : watch.path("inProgress"))
            if (task.path("progress").path("step").asText().equals("needs_you")) count++;
        return count;
    }

    private static String status(JsonNode watch) {
        String status = watch.path("status").asText();
        boolean isLost = watch.path("open").asBoolean() && !watch.path("alive").asBoolean();
        return isLost ? status + " (no worker answers)" : status;
    }

    /** Everything about one project. */
    static List<String> status(JsonNode state, Instant now) {
        List<String> lines = new ArrayList<>();
        add(lines, "project", WatchWords.clean(state.path("request").path("target")));
        String reason = WatchWords.clean(state.path("reason"));
        add(
                lines,
                "status",
                status(state) + (reason.isEmpty() ? "" : ": " + reason) + " "
                        + WatchWords.until(state.path("until"), now));
        add(lines, "tests", WatchWords.clean(state.path("request").path("test").path("command")));
        addHealth(lines, state.path("health"), now);
        addTasks(lines, "working", state.path("inProgress"), now);
        addTasks(lines, "waiting", state.path("pending"), now);
        addTasks(lines, "failed", state.path("failed"), now);
        addTasks(lines, "completed", state.path("completed"), now);
        for (JsonNode breaker : state.path("breakers")) {
            String file = WatchWords.clean(breaker.path("file"));
            add(
                    lines,
                    "breaker",
                    (file.isEmpty() ? "the whole project" : file) + ": "
                            + breaker.path("failures").asInt() + " failures, open "
                            + WatchWords.until(breaker.path("until"), now)
                            + (breaker.path("isTrying").asBoolean() ? ", one task is tried" : ""));
        }
        for (JsonNode spent : state.path("spent"))
            add(lines, "this " + WatchWords.clean(spent.path("span")), BudgetWords.spent(spent));
        add(lines, "so far", WatchWords.statistics(state, now));
        state.path("notes").forEach(note -> add(lines, "note", WatchWords.clean(note)));
        add(lines, "note", WatchWords.clean(state.path("note")));
        add(lines, "temporal", WatchWords.clean(state.path("links").path("temporal")));
        return lines;
    }

    private static void addHealth(List<String> lines, JsonNode health, Instant now) {
        if (!health.isObject()) {
            add(lines, "watcher", "no heartbeat yet");
            return;
        }
        String note = WatchWords.clean(health.path("note"));
        add(
                lines,
                "watcher",
                "heartbeat " + WatchWords.ago(health.path("heartbeatAt"), now) + ", "
                        + health.path("files").asInt() + " files in "
                        + health.path("directories").asInt() + " directories by "
                        + WatchWords.clean(health.path("mode")) + (note.isEmpty() ? "" : "; " + note));
        for (JsonNode check : health.path("checks")) {
            String words =
                    (check.path("isGood").asBoolean() ? "ok " : "NOT OK ") + WatchWords.clean(check.path("words"));
            add(lines, "health", WatchWords.clean(check.path("name")) + ": " + words);
        }
        if (health.path("checkedAt").isTextual())
            add(
                    lines,
                    "checked",
                    WatchWords.ago(health.path("checkedAt"), now) + ", took "
                            + health.path("checkMillis").asLong() + " ms");
    }

    private static void addTasks(List<String> lines, String name, JsonNode tasks, Instant now) {
        int shown = 0;
        for (JsonNode task : tasks) {
            if (shown++ == TASKS_SHOWN) break;
            add(lines, shown == 1 ? name : "", TaskPage.line(task, now));
        }
        int more = tasks.size() - TASKS_SHOWN;
        if (more > 0) add(lines, "", "and " + more + " more");
    }

    private static void add(List<String> lines, String name, String words) {
        if (!words.isBlank()) lines.add(DisplayText.pad(name, 11) + words.strip());
    }
}
