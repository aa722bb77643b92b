package orchestrator.signing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import orchestrator.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Input of a workflow: JSON of any shape, from anyone who reaches Temporal.
 *
 * @param json without its signature; missing if nothing or no JSON was sent
 * @param signature null if there is none of our key
 */
public record Incoming(JsonNode json, @Nullable Signature signature) {
    public static final Incoming NOTHING = new Incoming(MissingNode.getInstance(), null);

    /** Reads input from the wire. */
    public static Incoming read(JsonNode json, SigningKey key) {
        if (!(json instanceof ObjectNode object)) return new Incoming(json, null);
        Signature signature = Signature.in(object, key).orElse(null);
        if (!object.has(Signature.FIELD)) return new Incoming(object, signature);
        ObjectNode rest = object.deepCopy();
        rest.remove(Signature.FIELD);
        return new Incoming(rest, signature);
    }

    static Incoming read(String text, SigningKey key) {
        try {
            JsonNode json = Json.MAPPER.readTree(text);
            return json == null ? NOTHING : read(json, key);
        } catch (JsonProcessingException noJson) {
            return NOTHING;
        }
    }

    /** The input if nothing was sent. */
    public static Incoming orNothing(@Nullable Incoming incoming) {
        return incoming == null ? NOTHING : incoming;
    }
}
