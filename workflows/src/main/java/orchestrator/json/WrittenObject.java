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
        return new WrittenObject(json, new Fields(parsed));
    }

    /**
     * An object that is parsed when somebody asks for a field.
     *
     * @param json the text of a JSON object
     */
    public static WrittenObject unparsed(String json, Function<String, JsonNode> parser) {
        return new WrittenObject(json, new Fields(json, parser));
    }

    public String json() {
        return json;
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

    /** A map that cannot be changed. */
    private static final class Fields extends AbstractMap<String, JsonNode> {
        private final String json;
        private final Function<String, JsonNode> parser;
        private volatile @Nullable JsonNode parsed;

        Fields(String json, Function<String, JsonNode> parser) {
            this.json = json;
            this.parser = parser;
        }

        Fields(JsonNode parsed) {
            this("", Fields::neverParsed);
            this.parsed = parsed;
        }

        private static JsonNode neverParsed(String json) {
            throw new IllegalStateException("parsed already");
        }

        private JsonNode parsed() {
            JsonNode known = parsed;
            return known == null ? parse() : known;
        }

        private synchronized JsonNode parse() {
            JsonNode known = parsed;
            if (known == null) {
                known = parser.apply(json);
                parsed = known;
            }
            return known;
        }

        @Override
        public Set<Entry<String, JsonNode>> entrySet() {
            Map<String, JsonNode> fields = new LinkedHashMap<>();
            parsed().properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
            return Collections.unmodifiableMap(fields).entrySet();
        }

        @Override
        public @Nullable JsonNode get(Object name) {
            return name instanceof String field ? parsed().get(field) : null;
        }

        @Override
        public boolean containsKey(Object name) {
            return name instanceof String field && parsed().has(field);
        }

        @Override
        public int size() {
            return parsed().size();
        }
    }
}
