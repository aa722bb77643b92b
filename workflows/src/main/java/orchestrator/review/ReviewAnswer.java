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
 * What a reviewer has answered.
 *
 * @param points what is to be changed, one sentence each; empty where all is well
 * @param isMissing whether no reviewer has said so: there was no answer that could be used
 */
public record ReviewAnswer(Verdict verdict, String summary, List<String> points, boolean isMissing) {
    /** Handed to agents that can be held to a form, and told to the others in words. */
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

    /** What counts where no verdict could be had: a concern that nobody can put right. */
    public static ReviewAnswer missing(String why) {
        return new ReviewAnswer(Verdict.CONCERNS, why, List.of(), true);
    }

    /** In one text: the verdict, the summary and the points. */
    public String told() {
        String all = verdict.wire() + ". " + summary;
        return points.isEmpty() ? all : all + "\n- " + String.join("\n- ", points);
    }

    /** Empty where the text holds no verdict of this form. */
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

    /** All of it is in the state of the session, which is written again and again. */
    private static String cut(String text, int charactersMax) {
        return text.length() <= charactersMax ? text : Text.cut(text, charactersMax) + " …";
    }
}
