package orchestrator.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session's hold (why it waits, and the command that ends it) as lines: a pure function. */
final class HoldLines {
    private static final int LINES_MAX = 6;

    private HoldLines() {}

    /** Empty if there is no hold. */
    static String words(JsonNode state) {
        JsonNode hold = state.path("hold");
        String kind = hold.path("kind").asText("none");
        if (kind.equals("none")) return "";
        String until = hold.path("until").asText("");
        return kind.replace('_', ' ') + ": "
                + DisplayText.clean(hold.path("reason").asText("")) + (until.isEmpty() ? "" : " (until " + until + ")")
                + remedy(state, kind);
    }

    /** The text of a hold that needs you already says what to type. */
    private static String remedy(JsonNode state, String kind) {
        if (!kind.equals("paused")) return "";
        return " – to continue, type: orchestrate resume "
                + state.path("session").asText();
    }

    /** Wraps instead of cutting, since the last word may be the command to type. */
    static List<Line> lines(JsonNode state, int columns) {
        String words = words(state);
        if (words.isEmpty()) return List.of();
        Line.Tone tone = needsYou(state) ? Line.Tone.URGENT : Line.Tone.NOTABLE;
        return DisplayText.wrap(words, "  ", columns).stream()
                .limit(LINES_MAX)
                .map(line -> new Line(line, tone))
                .toList();
    }

    /** True if nothing goes on without you. A call that waits for permission is denied if nobody answers. */
    static boolean needsDecision(@Nullable JsonNode state) {
        if (state == null || !needsYou(state)) return false;
        List<JsonNode> open = OpenItemLines.open(state);
        return open.isEmpty()
                || open.stream().anyMatch(item -> !item.path("kind").asText().equals("permission"));
    }

    static boolean needsYou(@Nullable JsonNode state) {
        return state != null && state.path("hold").path("kind").asText().equals("needs_you");
    }
}
