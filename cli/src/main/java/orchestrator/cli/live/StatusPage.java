package orchestrator.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Everything about one session on a page: a pure function. */
public final class StatusPage {
    private static final int COLUMNS = 140;
    private static final int PROMPT_COLUMNS = 100;

    private StatusPage() {}

    public static List<String> lines(JsonNode state, Instant now) {
        List<String> lines = new ArrayList<>();
        Board.lines(state, now, COLUMNS).forEach(line -> lines.add(line.text()));
        OpenItemLines.lines(state, COLUMNS - 2).forEach(line -> lines.add("  " + line));
        String prompt = state.path("prompt").asText("").lines().findFirst().orElse("");
        JsonNode usage = state.path("usage");
        add(lines, "prompt", DisplayText.cut(DisplayText.clean(prompt), PROMPT_COLUMNS));
        add(lines, "target", state.path("target").asText(""));
        add(lines, "crew", state.path("crew").asText(""));
        add(lines, "used", DisplayText.tokens(usage) + " tokens, cost " + DisplayText.cost(usage));
        add(lines, "violations", violations(state));
        TeamworkLines.facts(state).forEach(fact -> add(lines, fact.name(), fact.words()));
        TeamworkLines.commands(state).forEach(command -> add(lines, "", command));
        add(lines, "resumed", resumed(state));
        add(lines, "because", state.path("reason").asText(""));
        add(lines, "note", state.path("note").asText(""));
        add(lines, "temporal", state.path("links").path("temporal").asText(""));
        return lines;
    }

    private static void add(List<String> lines, String name, String value) {
        if (!value.isBlank()) lines.add("  " + DisplayText.pad(name, 10) + DisplayText.clean(value));
    }

    /** How many there are of each run, and the command that shows them. */
    private static String violations(JsonNode state) {
        int total = state.path("violations").asInt();
        if (total == 0) return "";
        List<String> byRun = new ArrayList<>();
        for (JsonNode one : state.path("assignments")) {
            int count = one.path("violations").asInt();
            if (count > 0) byRun.add(one.path("run").asText() + " " + count);
        }
        String runs = byRun.isEmpty() ? "" : " (" + String.join(", ", byRun) + ")";
        return total + runs + "; see: orchestrate violations "
                + DisplayText.shell(state.path("session").asText());
    }

    /** The execution that it resumed, and if it was resumed itself. */
    private static String resumed(JsonNode state) {
        String from = state.path("resumedFrom").asText("");
        String id = state.path("session").asText("");
        return (from.isEmpty() ? "" : "from " + from + ". ")
                + (state.path("superseded").asBoolean() ? "by a newer execution; see:  orchestrate status " + id : "");
    }
}
