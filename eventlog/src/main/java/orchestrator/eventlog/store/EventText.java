package orchestrator.eventlog.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import orchestrator.json.WrittenObject;

/** Event data as JSON that every database can keep. */
final class EventText {
    /** A little less than JSON writers allow, since the rest of the program nests the data in its own objects. */
    private static final int NESTING_MAX = 900;

    private static final JsonMapper BOUNDED = mapper(NESTING_MAX);
    private static final JsonMapper DEEP = mapper(Integer.MAX_VALUE);
    private static final String NOTHING = "{}";
    private static final String NUL = "\\u0000";

    private EventText() {}

    /** Data nested too deep for readers is kept as a string. */
    static String write(JsonNode data) {
        if (data instanceof WrittenObject written) return written.json();
        if (data.isObject() && data.isEmpty()) return NOTHING;
        try {
            return BOUNDED.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            return writeFlat(data);
        }
    }

    private static String writeFlat(JsonNode data) {
        try {
            JsonNode flat = JsonNodeFactory.instance
                    .objectNode()
                    .put("nestedTooDeep", true)
                    .put("json", DEEP.writeValueAsString(data));
            return BOUNDED.writeValueAsString(flat);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON form for an event's data", e);
        }
    }

    /** Most readers pass the data on, so it is parsed only if a field is asked for. */
    static JsonNode read(String json) {
        if (json.equals(NOTHING)) return JsonNodeFactory.instance.objectNode();
        // Whoever writes the tree replaces what no client can use; a text would be passed on as it is.
        boolean passesAsText = json.startsWith("{") && !json.contains(NUL);
        return passesAsText ? WrittenObject.unparsed(json, EventText::parse) : parse(json);
    }

    private static JsonNode parse(String json) {
        try {
            return BOUNDED.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the event log holds an event whose data is not JSON", e);
        }
    }

    private static JsonMapper mapper(int nestingMax) {
        return JsonMapper.builder(JsonFactory.builder()
                        .streamWriteConstraints(StreamWriteConstraints.builder()
                                .maxNestingDepth(nestingMax)
                                .build())
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxStringLength(Integer.MAX_VALUE)
                                .build())
                        .build())
                .build();
    }
}
