package orchestrator.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The open items with their comments, the possible answers, and the command for each. A pure function. */
public final class OpenItemLines {
    private static final int SAID_COLUMNS = 600;

    private OpenItemLines() {}

    public static List<JsonNode> open(JsonNode state) {
        List<JsonNode> open = new ArrayList<>();
        boolean over = state.has("open") && !state.path("open").asBoolean();
        if (over) return open;
        for (JsonNode item : state.path("teamwork").path("items")) {
            if (item.path("answer").isMissingNode() || item.path("answer").isNull()) open.add(item);
        }
        return open;
    }

    /** Commands are never cut off, only wrapped. */
    public static List<String> lines(JsonNode state, int columns) {
        List<String> lines = new ArrayList<>();
        for (JsonNode item : open(state)) lines.addAll(lines(state, item, columns));
        return lines;
    }

    public static List<String> lines(JsonNode state, JsonNode item, int columns) {
        List<String> lines = new ArrayList<>();
        String id = item.path("id").asText();
        lines.addAll(DisplayText.wrap(
                id + ": " + DisplayText.clean(item.path("question").asText()), "", columns));
        for (JsonNode said : item.path("said")) {
            String words = said.path("who").asText() + ": " + said.path("what").asText();
            lines.addAll(DisplayText.wrap(DisplayText.cut(DisplayText.clean(words), SAID_COLUMNS), "    ", columns));
        }
        String command = "orchestrate answer "
                + DisplayText.shell(state.path("session").asText()) + " --item " + DisplayText.shell(id);
        for (JsonNode choice : item.path("choices")) {
            String typed = command + " --choice "
                    + DisplayText.clean(choice.path("name").asText());
            lines.addAll(DisplayText.wrap(
                    typed + "   " + DisplayText.clean(choice.path("meaning").asText()), "  ", columns));
        }
        if (item.path("kind").asText().equals("plan")) {
            String edit = command.substring(0, command.indexOf(" --item"));
            lines.addAll(DisplayText.wrap(
                    edit + " --print-plan > plan.yaml   writes the whole plan into a file that you edit",
                    "  ",
                    columns));
            lines.addAll(
                    DisplayText.wrap(edit + " --plan plan.yaml   begins with the plan of that file", "  ", columns));
        }
        if (takesWords(item)) {
            lines.addAll(DisplayText.wrap(command + " --text \"…\"   say in your own words what to do", "  ", columns));
        }
        return lines;
    }

    /** Questions about the budget and about a permission take a choice only. */
    private static boolean takesWords(JsonNode item) {
        return !List.of("budget", "permission").contains(item.path("kind").asText());
    }
}
