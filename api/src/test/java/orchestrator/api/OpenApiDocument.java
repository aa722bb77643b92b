package orchestrator.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import orchestrator.json.Json;
import org.yaml.snakeyaml.Yaml;

/**
 * The description of the interface, and how answers differ from it. It is stricter than a validator of schemas: a field
 * that no schema names is a difference too, and so is a keyword in a schema that is not checked here.
 */
final class OpenApiDocument {
    private static final Set<String> CHECKED = Set.of(
            "type", "enum", "required", "properties", "items", "additionalProperties", "minimum", "maximum", "format");
    private static final Set<String> WORDS = Set.of("description", "default");

    private final JsonNode root;

    OpenApiDocument(String yaml) {
        root = Json.MAPPER.valueToTree(new Yaml().<Object>load(yaml));
    }

    /** Method and path of each operation. */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (!method.getKey().equals("parameters"))
                        operations.add(method.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
                }));
        return operations;
    }

    /** Names of the query parameters of an operation. */
    Set<String> queryParameters(String method, String path) {
        Set<String> names = new TreeSet<>();
        JsonNode described = root.path("paths").path(path);
        for (JsonNode parameters :
                List.of(described.path("parameters"), described.path(method).path("parameters"))) {
            for (JsonNode parameter : parameters) {
                JsonNode whole = resolved(parameter);
                if (whole.path("in").asText().equals("query"))
                    names.add(whole.path("name").asText());
            }
        }
        return names;
    }

    /** What in an answer is not as described; nothing if all is. */
    List<String> differences(String method, String path, RunningApi.Answer answer) {
        JsonNode responses = root.path("paths").path(path).path(method).path("responses");
        JsonNode response = resolved(
                responses.has("" + answer.status()) ? responses.path("" + answer.status()) : responses.path("default"));
        String type = answer.header("Content-Type").split(";")[0];
        JsonNode content = response.path("content");
        if (!content.has(type))
            return List.of(answer.status() + " with the content type " + type + " is not described");
        if (!type.endsWith("json")) return List.of();
        List<String> found = new ArrayList<>();
        check(answer.json(), content.path(type).path("schema"), "", found);
        return found;
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode found = node;
        while (found.has("$ref")) found = root.at(found.path("$ref").asText().substring(1));
        return found;
    }

    private void check(JsonNode value, JsonNode reference, String where, List<String> found) {
        JsonNode schema = resolved(reference);
        schema.fieldNames().forEachRemaining(keyword -> {
            if (!CHECKED.contains(keyword) && !WORDS.contains(keyword))
                found.add(where + ": unchecked keyword " + keyword);
        });
        if (!hasType(value, schema.path("type"))) found.add(where + ": " + value + " is no " + schema.path("type"));
        if (schema.has("enum") && !contains(schema.path("enum"), value))
            found.add(where + ": " + value + " is not listed");
        if (value.isNumber()) checkNumber(value.decimalValue(), schema, where, found);
        if (schema.path("format").asText().equals("date-time") && !isTime(value))
            found.add(where + ": no time " + value);
        if (value.isObject()) checkObject(value, schema, where, found);
        for (int i = 0; i < value.size() && value.isArray(); i++) {
            if (schema.has("items")) check(value.path(i), schema.path("items"), where + "/" + i, found);
        }
    }

    private void checkObject(JsonNode value, JsonNode schema, String where, List<String> found) {
        for (JsonNode name : schema.path("required"))
            if (!value.has(name.asText())) found.add(where + ": " + name.asText() + " is missing");
        JsonNode properties = schema.path("properties");
        boolean isOpen = properties.isMissingNode()
                || schema.path("additionalProperties").asBoolean();
        value.properties().forEach(field -> {
            String place = where + "/" + field.getKey();
            if (properties.has(field.getKey())) check(field.getValue(), properties.path(field.getKey()), place, found);
            else if (!isOpen) found.add(place + " is not described");
        });
    }

    private static void checkNumber(BigDecimal number, JsonNode schema, String where, List<String> found) {
        boolean isLow =
                schema.has("minimum") && number.compareTo(schema.path("minimum").decimalValue()) < 0;
        boolean isHigh =
                schema.has("maximum") && number.compareTo(schema.path("maximum").decimalValue()) > 0;
        if (isLow || isHigh) found.add(where + ": " + number + " is out of range");
    }

    private static boolean contains(JsonNode values, JsonNode value) {
        return StreamSupport.stream(values.spliterator(), false).anyMatch(value::equals);
    }

    private static boolean hasType(JsonNode value, JsonNode type) {
        if (type.isArray())
            return StreamSupport.stream(type.spliterator(), false).anyMatch(one -> hasType(value, one));
        return switch (type.asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            default -> false;
        };
    }

    private static boolean isTime(JsonNode value) {
        try {
            return Instant.parse(value.asText()).isAfter(Instant.EPOCH);
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
