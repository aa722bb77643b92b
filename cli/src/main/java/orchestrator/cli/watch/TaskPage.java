package orchestrator.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import orchestrator.cli.live.DisplayText;
import orchestrator.text.Text;

/** A task on a page, for someone who was away: a pure function. */
final class TaskPage {
    private static final int STRATEGY_CHARS = 1_000;

    private TaskPage() {}

    /** The task in one line. */
    static String line(JsonNode task, Instant now) {
        JsonNode result = task.path("result");
        JsonNode progress = task.path("progress");
        String words;
        if (result.isObject()) {
            words = result.path("outcome").asText().replace('_', ' ') + ": " + WatchWords.clean(result.path("reason"));
        } else if (progress.isObject()) {
            int attempt = progress.path("attempt").asInt();
            words = progress.path("step").asText().replace('_', ' ') + (attempt > 0 ? " (attempt " + attempt + ")" : "")
                    + " " + WatchWords.clean(progress.path("words"));
        } else {
            String waits = WatchWords.clean(task.path("waits"));
            words = waits.isEmpty() ? "" : waits + " " + WatchWords.until(task.path("waitsUntil"), now);
        }
        String undone = task.path("undone").asBoolean() ? " (taken back)" : "";
        return (WatchWords.clean(task.path("id")) + "  " + WatchWords.files(task) + "  " + words.strip() + undone)
                .strip();
    }

    /** @param found the API's answer; {@code diff} may be empty */
    static List<String> lines(JsonNode found, String diff, Instant now) {
        List<String> lines = new ArrayList<>();
        JsonNode task = found.path("task");
        lines.add(line(task, now));
        add(lines, "step", WatchWords.clean(found.path("progress").path("words")));
        add(lines, "needs you", WatchWords.clean(found.path("progress").path("needsYou")));
        JsonNode first = found.path("first");
        if (first.isObject()) {
            add(
                    lines,
                    "tests",
                    first.path("status").asText().replace('_', ' ') + " after "
                            + DisplayText.elapsed(
                                    Duration.ofMillis(first.path("millis").asLong())) + ": "
                            + WatchWords.clean(first.path("command")));
            add(lines, "", WatchWords.clean(first.path("note")));
            addText(lines, first.path("tail").asText(""));
        }
        for (JsonNode attempt : found.path("attempts")) addAttempt(lines, attempt);
        if (!diff.isBlank()) {
            lines.add("");
            lines.add("The newest repair:");
            addText(lines, diff);
        }
        add(lines, "temporal", WatchWords.clean(found.path("links").path("temporal")));
        return lines;
    }

    private static void addAttempt(List<String> lines, JsonNode attempt) {
        lines.add("");
        String strategist = WatchWords.clean(attempt.path("strategist"));
        lines.add("Attempt " + attempt.path("number").asInt() + ": "
                + (strategist.isEmpty() ? "basic strategy" : strategist + " planned") + ", "
                + WatchWords.clean(attempt.path("fixer")) + " repaired. "
                + WatchWords.clean(attempt.path("outcome")));
        String strategy = attempt.path("strategy").asText("");
        if (!strategy.startsWith("artifact:")) addText(lines, Text.shorten(strategy, STRATEGY_CHARS));
        List<String> files = new ArrayList<>();
        attempt.path("files").forEach(file -> files.add(WatchWords.clean(file)));
        add(lines, "files", String.join(", ", files));
    }

    private static void addText(List<String> lines, String text) {
        DisplayText.cleanLines(text).lines().forEach(line -> lines.add("    " + line));
    }

    private static void add(List<String> lines, String name, String words) {
        if (!words.isBlank()) lines.add("  " + DisplayText.pad(name, 10) + words);
    }
}
