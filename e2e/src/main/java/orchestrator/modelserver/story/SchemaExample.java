package orchestrator.modelserver.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** The simplest value that a JSON schema allows, for questions that a command line asks for itself. */
final class SchemaExample {

    private SchemaExample() {}

    static JsonNode of(JsonNode schema) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        if (schema.path("enum").isArray()) return schema.path("enum").get(0);
        return switch (schema.path("type").asText("object").toLowerCase(Locale.ROOT)) {
            case "string" -> make.textNode("ok");
            case "integer", "number" ->
                make.numberNode(Math.max(1, schema.path("minimum").asInt()));
            case "boolean" -> make.booleanNode(true);
            case "array" -> make.arrayNode();
            default -> object(schema);
        };
    }

    private static ObjectNode object(JsonNode schema) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        schema.path("properties").properties().forEach(field -> object.set(field.getKey(), of(field.getValue())));
        return object;
    }
}
