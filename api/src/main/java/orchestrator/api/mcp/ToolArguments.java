package orchestrator.api.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import orchestrator.json.Json;
import org.jspecify.annotations.Nullable;

/** The arguments of a call, which fit to the tool's schema. */
record ToolArguments(JsonNode json) {

    static ToolArguments of(@Nullable Map<String, Object> given) {
        return new ToolArguments(given == null ? Json.MAPPER.createObjectNode() : Json.MAPPER.valueToTree(given));
    }

    /** Empty if it was left out. */
    String text(String name) {
        return json.path(name).asText("").strip();
    }

    long number(String name, long otherwise) {
        return json.path(name).asLong(otherwise);
    }

    /** Puts those of these arguments that were given into a request. */
    ObjectNode only(String... names) {
        ObjectNode some = Json.MAPPER.createObjectNode();
        for (String name : names) {
            if (json.hasNonNull(name)) some.set(name, json.path(name));
        }
        return some;
    }
}
