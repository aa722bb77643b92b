package orchestrator.json;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An enum whose constants are written in lower case, in JSON, in databases and in texts, such as {@code needs_you}. Reading
 * ignores case and refuses an unknown word.
 */
@JsonDeserialize(using = WireName.Reader.class)
public interface WireName {

    String name();

    @JsonValue
    default String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if the enum has no such constant */
    static <E extends Enum<E> & WireName> E of(Class<E> type, String wire) {
        return Enum.valueOf(type, wire.strip().toUpperCase(Locale.ROOT));
    }

    /** Empty unless the word is written exactly as {@link #wire} writes it. */
    static <E extends Enum<E> & WireName> Optional<E> find(Class<E> type, String wire) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.wire().equals(wire))
                .findFirst();
    }

    /** Reads any enum that implements this. */
    final class Reader extends JsonDeserializer<Object> implements ContextualDeserializer {
        private final Object[] constants;

        Reader() {
            this(new Object[0]);
        }

        private Reader(Object[] constants) {
            this.constants = constants;
        }

        @Override
        public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
            JavaType type = context.getContextualType();
            return new Reader(type.getRawClass().getEnumConstants());
        }

        @Override
        public Object deserialize(JsonParser json, DeserializationContext context) throws IOException {
            String wire = json.getValueAsString("").strip();
            Optional<Object> constant = constant(constants, wire);
            if (constant.isPresent()) return constant.get();
            throw context.weirdStringException(
                    wire, constants.getClass().getComponentType(), "not one of " + words(constants));
        }

        static Optional<Object> constant(Object[] constants, String wire) {
            return Arrays.stream(constants)
                    .filter(constant -> ((WireName) constant).wire().equalsIgnoreCase(wire))
                    .findFirst();
        }

        static List<String> words(Object[] constants) {
            return Arrays.stream(constants)
                    .map(constant -> ((WireName) constant).wire())
                    .toList();
        }
    }
}
