package orchestrator.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import orchestrator.event.AgentEvent;

/** What the guard stopped, and what was done without it: the same attempt of a run is one line. */
final class ViolationSection {
    private static final int ATTEMPTS_MAX = 200;
    private static final int SUBJECT_CHARACTERS = 300;

    private ViolationSection() {}

    /** The same rule and the same thing, by the same run. */
    private record Attempt(String run, String kind, String rule, String tool, String subject) {
        static Attempt of(AgentEvent event) {
            JsonNode record = event.data().path("guard");
            return new Attempt(
                    event.run(),
                    record.path("kind").asText(""),
                    record.path("rule").asText(""),
                    record.path("tool").asText(""),
                    record.path("subject").asText(event.text()));
        }
    }

    /** @param total violations that the session's runs have counted */
    static String of(List<AgentEvent> violations, int total) {
        if (violations.isEmpty() && total == 0) return "Nothing.\n";
        Map<Attempt, Integer> times = new LinkedHashMap<>();
        violations.forEach(event -> times.merge(Attempt.of(event), 1, Integer::sum));
        StringBuilder table =
                new StringBuilder(MarkdownText.row("run", "what happened", "rule", "tool", "command or path", "times"));
        table.append("|---|---|---|---|---|--:|\n");
        times.entrySet().stream().limit(ATTEMPTS_MAX).forEach(one -> table.append(row(one.getKey(), one.getValue())));
        boolean isCut = times.size() > ATTEMPTS_MAX || violations.size() < total;
        return isCut ? table + "\nThere are more; see: `orchestrate violations`.\n" : table.toString();
    }

    private static String row(Attempt one, int times) {
        String subject = MarkdownText.cut(one.subject(), SUBJECT_CHARACTERS);
        return MarkdownText.row(
                one.run(),
                happened(one.kind()),
                one.rule(),
                one.tool(),
                subject.isEmpty() ? MarkdownText.UNKNOWN : MarkdownText.code(subject),
                Integer.toString(times));
    }

    private static String happened(String kind) {
        return switch (kind) {
            case "denied" -> "stopped before it ran";
            case "unguarded" -> "ran without asking the guard";
            case "tampered" -> "changed a guarded path";
            default -> kind; // of a later release
        };
    }
}
