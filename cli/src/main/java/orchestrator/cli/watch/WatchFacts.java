package orchestrator.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import orchestrator.cli.live.Line;
import orchestrator.cli.live.Line.Tone;

/** What is new in a state, one line per fact: a pure function of two states. */
final class WatchFacts {
    private final JsonNode before;
    private final JsonNode now;
    private final Instant at;
    private final List<Line> lines = new ArrayList<>();

    private WatchFacts(JsonNode before, JsonNode now, Instant at) {
        this.before = before;
        this.now = now;
        this.at = at;
    }

    /** @param before missing if nothing was shown yet; then tasks that have ended are no news */
    static List<Line> between(JsonNode before, JsonNode now, Instant at) {
        WatchFacts facts = new WatchFacts(before, now, at);
        facts.aboutTheProject();
        facts.aboutTasks();
        facts.aboutBreakers();
        return List.copyOf(facts.lines);
    }

    private void aboutTheProject() {
        String status = now.path("status").asText();
        String reason = WatchWords.clean(now.path("reason"));
        boolean isNews = !status.equals(before.path("status").asText())
                || !reason.equals(WatchWords.clean(before.path("reason")));
        if (isNews) {
            String until = WatchWords.until(now.path("until"), at);
            String words = status + (reason.isEmpty() ? "" : ": " + reason) + (until.isEmpty() ? "" : " " + until);
            lines.add(new Line(words, status.equals("watching") && reason.isEmpty() ? Tone.GOOD : Tone.NOTABLE));
        }
        String note = WatchWords.clean(now.path("note"));
        if (!note.isEmpty() && !status.equals("starting") && !note.equals(WatchWords.clean(before.path("note"))))
            lines.add(new Line(note, Tone.NOTABLE));
        if (!before.isMissingNode()) newTexts("notes").forEach(text -> lines.add(Line.plain("note: " + text)));
    }

    private List<String> newTexts(String field) {
        List<String> known = new ArrayList<>();
        before.path(field).forEach(text -> known.add(text.asText()));
        List<String> texts = new ArrayList<>();
        for (JsonNode text : now.path(field)) if (!known.contains(text.asText())) texts.add(WatchWords.clean(text));
        return texts;
    }

    private void aboutTasks() {
        Map<String, JsonNode> known = new LinkedHashMap<>();
        WatchWords.tasks(before).forEach(task -> known.put(task.path("id").asText(), task));
        for (JsonNode task : WatchWords.tasks(now)) {
            JsonNode earlier = known.getOrDefault(task.path("id").asText(), MissingNode.getInstance());
            boolean hasEnded = task.path("result").isObject();
            if (before.isMissingNode() && hasEnded) continue;
            lines.addAll(TaskFacts.between(earlier, task, at));
        }
    }

    private void aboutBreakers() {
        Map<String, JsonNode> known = breakers(before);
        breakers(now).forEach((file, breaker) -> {
            if (known.containsKey(file)) return;
            String what = file.isEmpty() ? "the whole project" : file;
            lines.add(new Line(
                    "breaker open: " + what + " has failed "
                            + breaker.path("failures").asInt() + " times, and is left alone "
                            + WatchWords.until(breaker.path("until"), at),
                    Tone.URGENT));
        });
        known.keySet().stream()
                .filter(file -> !breakers(now).containsKey(file))
                .forEach(file -> lines.add(
                        new Line("breaker closed: " + (file.isEmpty() ? "the whole project" : file), Tone.GOOD)));
    }

    private static Map<String, JsonNode> breakers(JsonNode state) {
        Map<String, JsonNode> breakers = new LinkedHashMap<>();
        state.path("breakers").forEach(one -> breakers.put(WatchWords.clean(one.path("file")), one));
        return breakers;
    }
}
