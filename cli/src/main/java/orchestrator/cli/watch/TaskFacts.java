package orchestrator.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import orchestrator.cli.live.Line;
import orchestrator.cli.live.Line.Tone;

/** What is new about one task: a pure function of two of its states. */
final class TaskFacts {
    private static final Map<String, String> STEPS = Map.of(
            "testing", "runs the tests",
            "strategy", "red: an agent plans the repair",
            "fixing", "an agent repairs",
            "verifying", "runs the tests on the repair",
            "applying", "green: applies the repair",
            "waiting", "waits",
            "needs_you", "needs you",
            "escalating", "escalates",
            "ended", "ends");

    private TaskFacts() {}

    /** @param before missing if the task is new */
    static List<Line> between(JsonNode before, JsonNode task, Instant now) {
        List<Line> lines = new ArrayList<>();
        String id = WatchWords.clean(task.path("id"));
        String changed = task.path("files").isEmpty() ? "" : "changed: ";
        if (before.isMissingNode()) lines.add(Line.plain(id + "  " + changed + WatchWords.files(task)));
        String waits = waits(task, now);
        if (!waits.isEmpty() && !WatchWords.clean(task.path("waits")).equals(WatchWords.clean(before.path("waits"))))
            lines.add(new Line(id + "  " + waits, Tone.NOTABLE));
        addProgress(lines, id, before.path("progress"), task.path("progress"), now);
        boolean hasEnded =
                task.path("result").isObject() && !task.path("result").equals(before.path("result"));
        if (hasEnded) lines.addAll(ended(id, task));
        if (task.path("undone").asBoolean() && !before.path("undone").asBoolean())
            lines.add(new Line(id + "  taken back", Tone.NOTABLE));
        return lines;
    }

    private static String waits(JsonNode task, Instant now) {
        String why = WatchWords.clean(task.path("waits"));
        if (why.isEmpty()) return "";
        return ("waits: " + why + " " + WatchWords.until(task.path("waitsUntil"), now)).strip();
    }

    private static void addProgress(List<Line> lines, String id, JsonNode before, JsonNode now, Instant at) {
        String step = now.path("step").asText("");
        if (step.isEmpty() || step.equals("ended")) return;
        String words = words(now, at);
        if (words.equals(before.isObject() ? words(before, at) : "")) return;
        boolean isUrgent = step.equals("needs_you");
        lines.add(new Line(
                id + "  " + words, isUrgent ? Tone.URGENT : step.equals("waiting") ? Tone.NOTABLE : Tone.PLAIN));
        String decision = WatchWords.clean(now.path("needsYou"));
        if (!isUrgent || decision.isEmpty()) return;
        lines.add(new Line("    " + decision, Tone.URGENT));
        lines.add(Line.plain("    See it:    orchestrate watch --show " + id));
        lines.add(Line.plain("    Apply it:  orchestrate watch --apply " + id));
        lines.add(Line.plain("    Drop it:   orchestrate watch --drop " + id));
    }

    private static String words(JsonNode progress, Instant at) {
        String step = progress.path("step").asText("");
        String own = WatchWords.clean(progress.path("words"));
        int attempt = progress.path("attempt").asInt();
        String words = own.isEmpty() ? STEPS.getOrDefault(step, step) : own;
        String until = step.equals("waiting") ? WatchWords.until(progress.path("until"), at) : "";
        boolean isNumbered = attempt == 0 || words.contains("attempt ");
        return words + (isNumbered ? "" : " (attempt " + attempt + ")") + (until.isEmpty() ? "" : " " + until);
    }

    private static List<Line> ended(String id, JsonNode task) {
        JsonNode result = task.path("result");
        String outcome = result.path("outcome").asText();
        String reason = WatchWords.clean(result.path("reason"));
        String words = id + "  " + title(outcome) + (reason.isEmpty() ? "" : ": " + reason);
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(words, tone(outcome)));
        JsonNode tested = result.path("tested");
        String broken = tested.path("status").asText().startsWith("red")
                ? FailingLine.of(tested.path("tail").asText(""))
                : "";
        if (!broken.isEmpty()) lines.add(Line.plain("    " + broken));
        switch (outcome) {
            case "fixed" -> lines.add(Line.plain("    Take it back:  orchestrate watch --undo " + id));
            case "escalated", "failed", "cannot_test", "reported" -> {
                lines.add(Line.plain("    See it:     orchestrate watch --show " + id));
                lines.add(Line.plain("    Try again:  orchestrate watch --retry " + id));
            }
            default -> {}
        }
        return lines;
    }

    private static String title(String outcome) {
        return switch (outcome) {
            case "green" -> "green, nothing is broken";
            case "fixed" -> "repaired, verified and applied";
            case "kept" -> "repaired and verified, but kept as a branch";
            case "red_before" -> "red before this change, which is not to blame";
            case "dropped" -> "dropped";
            case "reported" -> "red";
            case "cannot_test" -> "the tests cannot run";
            case "escalated" -> "escalated";
            case "interrupted" -> "interrupted, waits again";
            default -> outcome.replace('_', ' ');
        };
    }

    private static Tone tone(String outcome) {
        return switch (outcome) {
            case "green", "fixed" -> Tone.GOOD;
            case "escalated", "failed", "cannot_test", "reported", "kept" -> Tone.URGENT;
            default -> Tone.NOTABLE;
        };
    }
}
