package orchestrator.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Finds the JSON object in what an agent has said around it. */
public final class JsonText {
    private static final String FENCE = "```";

    private JsonText() {}

    /** The whole text, what stands between fences, or what stands between the outermost braces. */
    public static Optional<JsonNode> object(String text) {
        return parsed(text.strip())
                .or(() -> between(text, text.indexOf('\n', Math.max(0, text.indexOf(FENCE))), text.lastIndexOf(FENCE)))
                .or(() -> between(text, text.indexOf('{'), text.lastIndexOf('}') + 1));
    }

    private static Optional<JsonNode> between(String text, int from, int to) {
        return from >= 0 && from < to ? parsed(text.substring(from, to)) : Optional.empty();
    }

    private static Optional<JsonNode> parsed(String text) {
        try {
            JsonNode json = Json.MAPPER.readTree(text);
            return json != null && json.isObject() ? Optional.of(json) : Optional.empty();
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }
}
