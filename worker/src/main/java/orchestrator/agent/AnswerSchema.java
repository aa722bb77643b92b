package orchestrator.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import orchestrator.agent.Transcript.Final;
import orchestrator.json.Json;
import org.jspecify.annotations.Nullable;

/** The form that an answer must have. Checked by us whatever the agent's own program promises: most do not check. */
public final class AnswerSchema {
    private static final int PROBLEMS_MAX = 5;
    private static final String FENCE = "```";

    private final JsonSchema schema;

    private AnswerSchema(JsonSchema schema) {
        this.schema = schema;
    }

    /** @param json our own schema; a broken one is a programmer's error */
    public static AnswerSchema of(String json) {
        try {
            return new AnswerSchema(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(Json.MAPPER.readTree(json)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the schema is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** @param answer null where {@code problem} says why there is none */
    public record Checked(@Nullable JsonNode answer, String problem) {}

    /** Reads the answer from what the agent gave by its own means, else from its last words. */
    public Checked check(Final end) {
        JsonNode answer = end.structured();
        if (answer == null) answer = json(end.answer()).orElse(null);
        if (answer == null) return new Checked(null, "the answer is no JSON object");
        List<String> problems = schema.validate(answer).stream()
                .map(ValidationMessage::getMessage)
                .sorted()
                .limit(PROBLEMS_MAX)
                .toList();
        if (problems.isEmpty()) return new Checked(answer, "");
        String all = problems.stream().collect(Collectors.joining("; "));
        return new Checked(null, "the answer does not have the form asked for: " + Excerpt.of(all, Excerpt.TEXT_MAX));
    }

    /** A success is one only where its answer has the form. */
    public Verdict judge(Verdict verdict, Transcript transcript) {
        Final end = transcript.end();
        if (!verdict.succeeded() || end == null) return verdict;
        String problem = check(end).problem();
        return problem.isEmpty() ? verdict : new Verdict(false, problem, true);
    }

    /** The whole text, what stands between fences, or what stands between the outermost braces. */
    private static Optional<JsonNode> json(String text) {
        return parsed(text)
                .or(() -> between(text, text.indexOf('\n', text.indexOf(FENCE)), text.lastIndexOf(FENCE)))
                .or(() -> between(text, text.indexOf('{'), text.lastIndexOf('}') + 1));
    }

    private static Optional<JsonNode> between(String text, int from, int to) {
        return from >= 0 && from < to ? parsed(text.substring(from, to)) : Optional.empty();
    }

    private static Optional<JsonNode> parsed(String text) {
        return Optional.ofNullable(JsonLine.parse(text).object());
    }
}
