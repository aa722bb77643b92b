package orchestrator.agent.custom;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Translates one kind of another program's events into the protocol's.
 *
 * @param when values that the line must have, by place; an empty text stands for any value
 * @param unless values that keep the rule from applying if the line has all of them
 * @param then fields of the protocol's line: copied from a place in the program's line, or constant
 */
public record EventRule(Map<JsonPointer, JsonNode> when, Map<JsonPointer, JsonNode> unless, Map<String, Source> then) {
    public EventRule {
        when = Map.copyOf(when);
        unless = Map.copyOf(unless);
        then = Map.copyOf(then);
    }

    /** The source of a field's value. */
    public sealed interface Source {
        JsonNode in(JsonNode line);
    }

    public record At(JsonPointer place) implements Source {
        @Override
        public JsonNode in(JsonNode line) {
            return line.at(place);
        }
    }

    public record Given(JsonNode value) implements Source {
        @Override
        public JsonNode in(JsonNode line) {
            return value;
        }
    }

    boolean matches(JsonNode line) {
        return stands(when, line) && (unless.isEmpty() || !stands(unless, line));
    }

    private static boolean stands(Map<JsonPointer, JsonNode> what, JsonNode line) {
        return what.entrySet().stream().allMatch(entry -> isThere(line.at(entry.getKey()), entry.getValue()));
    }

    private static boolean isThere(JsonNode found, JsonNode wanted) {
        boolean anything = wanted.isTextual() && wanted.asText().isEmpty();
        return anything ? !found.isMissingNode() && !found.isNull() : found.equals(wanted);
    }

    JsonNode translate(JsonNode line) {
        ObjectNode ours = JsonNodeFactory.instance.objectNode();
        then.forEach((field, source) -> {
            JsonNode value = source.in(line);
            if (!value.isMissingNode()) ours.set(field, value);
        });
        return ours;
    }
}
