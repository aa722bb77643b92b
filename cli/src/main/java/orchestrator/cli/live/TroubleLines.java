package orchestrator.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session's current troubles with start time and remedy: a pure function of its state. */
public final class TroubleLines {
    private static final int LINES_MAX = 6;

    /** The worker reports a retry in place of a tool call. */
    private static final String WAITS = "waits: ";

    private TroubleLines() {}

    /** The text without what changes with every attempt; empty without trouble. */
    static String words(JsonNode state) {
        List<String> all = new ArrayList<>();
        for (JsonNode trouble : shown(state)) all.add(what(trouble));
        all.addAll(waiting(state));
        return String.join(" · ", all);
    }

    static List<Line> lines(JsonNode state, Instant now, int columns) {
        List<Line> lines = new ArrayList<>();
        for (JsonNode trouble : shown(state)) {
            String words = "! " + what(trouble) + how(trouble, now);
            DisplayText.wrap(words, "  ", columns).stream()
                    .limit(LINES_MAX)
                    .forEach(line -> lines.add(new Line(line, Line.Tone.NOTABLE)));
        }
        return lines;
    }

    /** Runs whose program retries a call of its vendor. */
    private static List<String> waiting(JsonNode state) {
        List<String> waiting = new ArrayList<>();
        for (JsonNode assignment : state.path("assignments")) {
            if (!assignment.path("status").asText().equals("running")) continue;
            String run = assignment.path("run").asText();
            String doing =
                    Board.activity(state, run).path("live").path("lastTool").asText("");
            if (doing.startsWith(WAITS)) waiting.add(DisplayText.clean(run + " " + doing));
        }
        return waiting;
    }

    /** Each trouble once, with the sessions that it affects. */
    public static List<String> ofAll(JsonNode sessions) {
        List<String> lines = new ArrayList<>();
        for (JsonNode session : sessions) {
            String words = words(session);
            if (!words.isEmpty())
                lines.add("! " + DisplayText.clean(session.path("session").asText()) + ": " + words);
        }
        return lines;
    }

    /** Troubles that an open item asks about already are not repeated. */
    private static List<JsonNode> shown(JsonNode state) {
        String asked = state.path("hold").path("reason").asText("");
        List<JsonNode> shown = new ArrayList<>();
        for (JsonNode trouble : state.path("troubles")) {
            if (!asked.contains(trouble.path("reason").asText())) shown.add(trouble);
        }
        return shown;
    }

    private static String what(JsonNode trouble) {
        String run = trouble.path("run").asText("");
        String step = trouble.path("step").asText("");
        String words = (run.isEmpty() ? "" : run + ", ") + step + ": "
                + trouble.path("reason").asText("") + " "
                + trouble.path("remedy").asText("");
        return DisplayText.clean(words);
    }

    private static String how(JsonNode trouble, Instant now) {
        @Nullable Instant since = DisplayText.instant(trouble.path("since"));
        @Nullable Instant next = DisplayText.instant(trouble.path("nextAt"));
        int attempts = trouble.path("attempts").asInt();
        List<String> parts = new ArrayList<>();
        if (since != null) parts.add("for " + DisplayText.elapsed(Duration.between(since, now)));
        if (attempts > 0) parts.add(attempts + (attempts == 1 ? " attempt" : " attempts"));
        if (next != null)
            parts.add("next " + (next.isAfter(now) ? "in " + DisplayText.elapsed(Duration.between(now, next)) : "now"));
        return parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
    }
}
