package orchestrator.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import orchestrator.cli.live.DisplayText;

/** What is said once, when watching begins: a pure function. */
final class WatchHeader {
    private WatchHeader() {}

    /** @param started the API's answer to the start */
    static List<String> lines(JsonNode started, List<String> links) {
        JsonNode state = started.path("state");
        JsonNode request = state.path("request");
        List<String> lines = new ArrayList<>();
        add(lines, "watching", watched(request));
        add(lines, "tests", tests(request.path("test")));
        add(lines, "agents", agents(request));
        add(lines, "limits", limits(request));
        lines.addAll(links);
        state.path("notes").forEach(note -> add(lines, "note", WatchWords.clean(note)));
        if (started.path("attached").asBoolean()) lines.addAll(attached(started));
        lines.add("");
        return lines;
    }

    private static void add(List<String> lines, String name, String words) {
        lines.add(DisplayText.pad(name, 11) + words);
    }

    private static String watched(JsonNode request) {
        List<String> paths = new ArrayList<>();
        request.path("paths").forEach(path -> paths.add(WatchWords.clean(path)));
        String target = WatchWords.clean(request.path("target"));
        return paths.isEmpty() ? target : String.join(", ", paths) + " in " + target;
    }

    private static String tests(JsonNode test) {
        String command = WatchWords.clean(test.path("command"));
        return command.isEmpty() ? "guessed from the build file" : command;
    }

    private static String agents(JsonNode request) {
        if (request.has("enabled") && !request.path("enabled").asBoolean())
            return "none: broken tests are only reported";
        JsonNode repair = request.path("repair");
        String strategist = WatchWords.clean(repair.path("strategyAgent"));
        String fixer = WatchWords.clean(repair.path("fixAgent"));
        if (strategist.isEmpty() && fixer.isEmpty()) return "claude, or another that is installed";
        return strategist.equals(fixer) ? fixer + " plans and repairs" : strategist + " plans, " + fixer + " repairs";
    }

    private static String limits(JsonNode request) {
        int attempts = request.path("repair").path("retriesMax").asInt(5);
        JsonNode breaker = request.path("breaker");
        int failures = breaker.path("threshold").asInt(3);
        int minutes = Math.max(1, breaker.path("windowSeconds").asInt(3_600) / 60);
        return attempts + " attempts; a file is left alone after " + failures + " failures in " + minutes + " min; "
                + BudgetWords.of(request.path("budget"));
    }

    private static List<String> attached(JsonNode started) {
        if (started.path("changed").asBoolean())
            return List.of("This project has a queue already; it goes on with the settings above.");
        return List.of("This project is watched already: attached, and its settings stay as they are.");
    }
}
