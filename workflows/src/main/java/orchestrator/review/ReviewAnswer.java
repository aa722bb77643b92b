package orchestrator.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import orchestrator.json.JsonText;
import orchestrator.json.WireName;
import orchestrator.text.Text;

/**
 * A reviewer's answer.
 *
 * @param points changes that the reviewer wants, one sentence each; may be empty
 * @param isMissing true if this stands in for a reviewer that gave no usable answer
 */
public record ReviewAnswer(Verdict verdict, String summary, List<String> points, boolean isMissing) {
    /** Agents that enforce a schema get it as such; the others get it in their prompt. */
    public static final String SCHEMA = """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "additionalProperties": false,
              "required": ["verdict", "summary", "points"],
              "properties": {
                "verdict": {"type": "string", "enum": ["APPROVED", "CONCERNS", "BLOCKER"]},
                "summary": {"type": "string"},
                "points": {"type": "array", "items": {"type": "string"}}
              }
            }
            """;

    private static final int SUMMARY_CHARACTERS_MAX = 2_000;
    private static final int POINT_CHARACTERS_MAX = 1_000;
    private static final int POINTS_MAX = 20;

    public ReviewAnswer {
        points = List.copyOf(points);
    }

    /** Stands in for a missing verdict: a concern without a point to fix. */
    public static ReviewAnswer missing(String why) {
        return new ReviewAnswer(Verdict.CONCERNS, why, List.of(), true);
    }

    /** The verdict, the summary and the points in one text. */
    public String inWords() {
        String all = verdict.wire() + ". " + summary;
        return points.isEmpty() ? all : all + "\n- " + String.join("\n- ", points);
    }

    /** Empty if the text holds no verdict of this form. */
    public static Optional<ReviewAnswer> parse(String text) {
        return JsonText.object(text).flatMap(ReviewAnswer::of);
    }

    private static Optional<ReviewAnswer> of(JsonNode json) {
        Optional<Verdict> verdict = WireName.find(
                Verdict.class, json.path("verdict").asText("").strip().toUpperCase(Locale.ROOT));
        if (verdict.isEmpty() || !json.path("summary").isTextual()) return Optional.empty();
        List<String> points = new ArrayList<>();
        for (JsonNode point : json.path("points")) {
            if (point.isTextual() && !point.asText().isBlank() && points.size() < POINTS_MAX)
                points.add(cut(point.asText(), POINT_CHARACTERS_MAX));
        }
        String shown = cut(json.path("summary").asText(), SUMMARY_CHARACTERS_MAX);
        return Optional.of(new ReviewAnswer(verdict.get(), shown, points, false));
    }

    /** Keeps the answer short, because the session's state contains it and is written often. */
    private static String cut(String text, int charactersMax) {
        return text.length() <= charactersMax ? text : Text.cut(text, charactersMax) + " …";
    }
}
