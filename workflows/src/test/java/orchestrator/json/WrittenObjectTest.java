package orchestrator.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WrittenObjectTest {
    private static final String TEXT = "{ \"a\" : 1.50, \"b\":[true, null] }";

    private final WrittenObject parsed = WrittenObject.of(TEXT, Json.read(TEXT, JsonNode.class));

    @Test
    void it_is_written_as_it_stood_there() {
        assertThat(Json.write(Map.of("data", parsed))).isEqualTo("{\"data\":" + TEXT + "}");
    }

    @Test
    void it_is_parsed_only_when_a_field_is_asked_for() {
        WrittenObject broken = WrittenObject.unparsed("{broken}", json -> Json.read(json, JsonNode.class));

        assertThat(broken.isObject()).isTrue();
        assertThat(Json.write(broken)).isEqualTo("{broken}");
        assertThatThrownBy(() -> broken.path("a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void it_equals_the_object_with_the_same_fields_whether_parsed_or_not() {
        JsonNode plain = Json.read(TEXT, JsonNode.class);
        WrittenObject unparsed = WrittenObject.unparsed(TEXT, json -> Json.read(json, JsonNode.class));

        assertThat(unparsed).isEqualTo(plain).isEqualTo(parsed).hasSameHashCodeAs(plain);
        assertThat(plain).isEqualTo(unparsed);
        assertThat(unparsed.at("/b/0").asBoolean()).isTrue();
        assertThat(unparsed.size()).isEqualTo(2);
    }

    @Test
    void in_a_tree_it_is_an_object_like_any_other() {
        JsonNode tree = Json.MAPPER.valueToTree(Map.of("data", parsed));

        assertThat(tree.at("/data/a").asDouble()).isEqualTo(1.5);
    }

    @Test
    void it_cannot_be_changed_but_its_copy_can() {
        ObjectNode copy = parsed.deepCopy().put("c", 3);

        assertThat(copy.path("c").asInt()).isEqualTo(3);
        assertThat(Json.write(copy)).isEqualTo("{\"a\":1.5,\"b\":[true,null],\"c\":3}");
        assertThatThrownBy(() -> parsed.put("c", 3)).isInstanceOf(UnsupportedOperationException.class);
    }
}
