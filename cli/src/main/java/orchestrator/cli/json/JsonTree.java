package orchestrator.cli.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes trees exactly as {@link com.fasterxml.jackson.databind.ObjectMapper} does. */
public final class JsonTree {
    /** It bounds the depth of what it reads. */
    private static final JsonFactory FACTORY = new JsonFactory();

    /** For a terminal, which would obey control characters, and turn text around. */
    private static final JsonFactory SHOWING = new JsonFactory().setCharacterEscapes(new HiddenCharacters());

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonTree() {}

    /** A missing node if there is nothing to read. */
    public static JsonNode read(String text) throws JsonProcessingException {
        try {
            return read(FACTORY.createParser(text));
        } catch (JsonProcessingException broken) {
            throw broken;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param bytes in UTF-8 */
    public static JsonNode read(byte[] bytes) throws IOException {
        return read(FACTORY.createParser(bytes));
    }

    public static byte[] bytes(JsonNode tree) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = FACTORY.createGenerator(bytes)) {
            writeNode(tree, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** For people: on several lines, with hidden characters as escapes. */
    public static String pretty(JsonNode tree) {
        return shown(tree, new DefaultPrettyPrinter());
    }

    /** On one line, with hidden characters as escapes. */
    public static String line(JsonNode tree) {
        return shown(tree, null);
    }

    private static String shown(JsonNode tree, @Nullable PrettyPrinter printer) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = SHOWING.createGenerator(text)) {
            if (printer != null) generator.setPrettyPrinter(printer);
            writeNode(tree, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void writeNode(JsonNode node, JsonGenerator to) throws IOException {
        switch (node.getNodeType()) {
            case OBJECT -> {
                to.writeStartObject();
                for (Map.Entry<String, JsonNode> field : node.properties()) {
                    to.writeFieldName(field.getKey());
                    writeNode(field.getValue(), to);
                }
                to.writeEndObject();
            }
            case ARRAY -> {
                to.writeStartArray();
                for (JsonNode element : node) writeNode(element, to);
                to.writeEndArray();
            }
            case STRING -> to.writeString(node.textValue());
            case BOOLEAN -> to.writeBoolean(node.booleanValue());
            case NUMBER -> writeNumber(node, to);
            case NULL, MISSING -> to.writeNull();
            case BINARY, POJO -> throw new IllegalArgumentException("this is no JSON: " + node.getNodeType());
        }
    }

    private static void writeNumber(JsonNode number, JsonGenerator to) throws IOException {
        switch (number.numberType()) {
            case INT -> to.writeNumber(number.intValue());
            case LONG -> to.writeNumber(number.longValue());
            case BIG_INTEGER -> to.writeNumber(number.bigIntegerValue());
            case FLOAT -> to.writeNumber(number.floatValue());
            case DOUBLE -> to.writeNumber(number.doubleValue());
            case BIG_DECIMAL -> to.writeNumber(number.decimalValue());
        }
    }

    private static JsonNode read(JsonParser parser) throws IOException {
        try (parser) {
            return parser.nextToken() == null ? NODES.missingNode() : node(parser);
        }
    }

    private static JsonNode node(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IOException("no JSON value begins with " + parser.currentToken());
        };
    }

    private static ObjectNode object(JsonParser parser) throws IOException {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            object.set(name, node(parser));
        }
        return object;
    }

    private static ArrayNode array(JsonParser parser) throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) array.add(node(parser));
        return array;
    }

    private static JsonNode whole(JsonParser parser) throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }
}
