package orchestrator.agent.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;
import orchestrator.agent.Excerpt;
import orchestrator.json.WrittenObject;
import org.jspecify.annotations.Nullable;

/**
 * A line parsed as a JSON object, or the reason why it is not one.
 *
 * @param object null if there is a {@code reason}
 */
record ParsedLine(@Nullable JsonNode object, String reason) {
    /** JSON writers refuse 1,000 levels, and an event adds a few to the line's own. */
    private static final int NESTING_MAX = 900;

    private static final int STRING_CHARS_MAX = 20_000_000;

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(NESTING_MAX)
                            .maxStringLength(STRING_CHARS_MAX)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    static ParsedLine parse(String line) {
        String text = line.startsWith("\uFEFF") ? line.substring(1) : line;
        try {
            JsonNode json = READER.readTree(text);
            if (json.isObject()) return new ParsedLine(keepsText(text) ? WrittenObject.of(text, json) : json, "");
            String kind = json.getNodeType().name().toLowerCase(Locale.ROOT);
            return new ParsedLine(null, "JSON, but not an object: " + kind);
        } catch (JsonProcessingException e) {
            return new ParsedLine(null, Excerpt.oneLine(e.getOriginalMessage(), 300));
        }
    }

    /** Escapes may stand for what databases and clients refuse, such as half a character; writing the tree mends that. */
    private static boolean keepsText(String text) {
        return text.indexOf('\\') < 0 || !text.contains("\\u");
    }
}
