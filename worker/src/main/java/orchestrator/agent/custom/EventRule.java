package orchestrator.agent.custom;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * How one kind of a foreign event is read as one of the protocol's.
 *
 * @param when what has to stand where in the line; an empty text means: anything
 * @param unless where all of this stands in the line, the rule does not apply; nothing at all stands nowhere
 * @param then fields of the protocol's line: taken from a place in the foreign one, or given
 */
public record EventRule(Map<JsonPointer, JsonNode> when, Map<JsonPointer, JsonNode> unless, Map<String, Source> then) {
    public EventRule {
        when = Map.copyOf(when);
        unless = Map.copyOf(unless);
        then = Map.copyOf(then);
    }

    /** Where a field's value comes from. */
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
