package orchestrator.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a session stands still, and what to type about it: a pure function. */
final class HoldLines {
    private static final int LINES_MAX = 6;

    private HoldLines() {}

    /** Empty where it does not stand still. */
    static String words(JsonNode state) {
        JsonNode hold = state.path("hold");
        String kind = hold.path("kind").asText("none");
        if (kind.equals("none")) return "";
        String until = hold.path("until").asText("");
        return kind.replace('_', ' ') + ": "
                + DisplayText.clean(hold.path("reason").asText("")) + (until.isEmpty() ? "" : " (until " + until + ")")
                + remedy(state, kind);
    }

    /** A hold that needs a person says itself what to type. */
    private static String remedy(JsonNode state, String kind) {
        if (!kind.equals("paused")) return "";
        return " – to go on, type: orchestrate resume " + state.path("session").asText();
    }

    /** No word is left out as long as there is room for it: it may be the command to type. */
    static List<Line> lines(JsonNode state, int columns) {
        String words = words(state);
        if (words.isEmpty()) return List.of();
        Line.Tone tone = needsYou(state) ? Line.Tone.URGENT : Line.Tone.NOTABLE;
        return DisplayText.wrap(words, "  ", columns).stream()
                .limit(LINES_MAX)
                .map(line -> new Line(line, tone))
                .toList();
    }

    static boolean needsYou(@Nullable JsonNode state) {
        return state != null && state.path("hold").path("kind").asText().equals("needs_you");
    }
}
