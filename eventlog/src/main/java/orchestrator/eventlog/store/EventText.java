package orchestrator.eventlog.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import orchestrator.eventlog.Utf8;
import orchestrator.json.Json;
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
    static JsonNode read(Utf8 stored) {
        String json = stored.toString();
        if (json.equals(NOTHING)) return JsonNodeFactory.instance.objectNode();
        // Who writes the tree replaces what no client can use; a text would be passed on as it is.
        boolean passesAsText = json.startsWith("{") && !json.contains(NUL);
        return passesAsText ? WrittenObject.unparsed(json, EventText::parse) : parse(json);
    }

    /** As clients get it, in one line: a line break can only be a blank between the parts of JSON, so it becomes one. */
    static Utf8 line(Utf8 stored) {
        if (isLine(stored.bytes(), stored.from(), stored.to())) return stored;
        return Utf8.of(Json.write(read(stored)).replace('\n', ' ').replace('\r', ' '));
    }

    private static boolean isLine(byte[] json, int from, int to) {
        if (from == to || json[from] != '{') return false;
        for (int at = from; at < to; at++) {
            byte one = json[at];
            if (one < ' ' && one >= 0 || one == '\\' && isNul(json, at, to)) return false;
        }
        return true;
    }

    private static boolean isNul(byte[] json, int at, int to) {
        return at + NUL.length() <= to && new String(json, at, NUL.length(), StandardCharsets.US_ASCII).equals(NUL);
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
