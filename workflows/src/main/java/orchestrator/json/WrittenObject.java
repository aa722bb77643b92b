package orchestrator.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that keeps the text it was read from. To write it costs a copy of the text, and an object of which nobody
 * asks for a field is never parsed. It cannot be changed; copies can.
 */
// ObjectNode narrows the return type of a generic method.
@SuppressWarnings("unchecked")
public final class WrittenObject extends ObjectNode {
    private static final long serialVersionUID = 1L;

    private final String json;

    private WrittenObject(String json, Map<String, JsonNode> fields) {
        super(JsonNodeFactory.instance, fields);
        this.json = json;
    }

    /**
     * An object that was parsed already.
     *
     * @param json its text
     */
    public static WrittenObject of(String json, JsonNode parsed) {
        return new WrittenObject(json, Collections.unmodifiableMap(fields(parsed)));
    }

    /**
     * An object that is parsed when somebody asks for a field.
     *
     * @param json the text of a JSON object
     */
    public static WrittenObject unparsed(String json, Function<String, JsonNode> parser) {
        return new WrittenObject(json, new ParsedWhenAsked(json, parser));
    }

    public String json() {
        return json;
    }

    private static Map<String, JsonNode> fields(JsonNode object) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    /** A buffer keeps nodes, not text. */
    @Override
    public void serialize(JsonGenerator to, SerializerProvider provider) throws IOException {
        if (to instanceof TokenBuffer) super.serialize(to, provider);
        else to.writeRawValue(json);
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    private static final class ParsedWhenAsked extends AbstractMap<String, JsonNode> {
        private final String json;
        private final Function<String, JsonNode> parser;
        private @Nullable Map<String, JsonNode> parsed;

        ParsedWhenAsked(String json, Function<String, JsonNode> parser) {
            this.json = json;
            this.parser = parser;
        }

        private synchronized Map<String, JsonNode> parsed() {
            Map<String, JsonNode> known = parsed;
            if (known == null) {
                known = Collections.unmodifiableMap(fields(parser.apply(json)));
                parsed = known;
            }
            return known;
        }

        @Override
        public Set<Entry<String, JsonNode>> entrySet() {
            return parsed().entrySet();
        }

        @Override
        public @Nullable JsonNode get(Object name) {
            return parsed().get(name);
        }

        @Override
        public boolean containsKey(Object name) {
            return parsed().containsKey(name);
        }

        @Override
        public int size() {
            return parsed().size();
        }
    }
}
