package orchestrator.cli.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreeTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static String[] texts() {
        return new String[] {
            "",
            " ",
            "null",
            "\"a\"",
            "[]",
            "{}",
            "[[], {}, [{}], {\"a\": []}]",
            "{\"a\": null, \"b\": true, \"c\": false, \"d\": \"ä \\u0000 \\\" \\ud83d\\ude00 \\/ \\n\"}",
            "[0, -1, 2147483647, 2147483648, -2147483649, 9223372036854775807, 9223372036854775808]",
            "[123456789012345678901234567890, 0.0, -0.0, 1.5, 1e3, 1E-7, 0.1, 1e400, 3.141592653589793238462643]",
            "{\"twice\": 1, \"twice\": {\"b\": 2}}",
            "{\"a\": 1} {\"second\": 2}",
            "[1] trailing",
            "[".repeat(999) + "]".repeat(999)
        };
    }

    @ParameterizedTest
    @MethodSource("texts")
    void a_text_is_read_as_the_mapper_reads_it(String text) throws IOException {
        JsonNode expected = MAPPER.readTree(text);

        assertThat(JsonTree.read(text)).isEqualTo(expected).hasSameClassAs(expected);
        assertThat(JsonTree.read(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void a_tree_is_written_as_the_mapper_writes_it(String text) throws IOException {
        JsonNode tree = MAPPER.readTree(text);

        assertThat(JsonTree.bytes(tree)).isEqualTo(MAPPER.writeValueAsBytes(tree));
        assertThat(JsonTree.pretty(tree))
                .isEqualTo(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[1,", "{\"a\":", "{\"a\"}", "]", "[1 2]", "{'a': 1}", "nul", "\"open", "[1.]", "NaN"})
    void broken_text_is_refused_as_the_mapper_refuses_it(String text) {
        assertThatThrownBy(() -> MAPPER.readTree(text)).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> JsonTree.read(text)).isInstanceOf(JsonProcessingException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void what_is_nested_too_deeply_is_refused(String opening) {
        assertThatThrownBy(() -> JsonTree.read(opening.repeat(1_001))).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void what_is_shown_has_hidden_characters_as_escapes_and_reads_as_the_same() throws Exception {
        String evil = "a\u202eb\u009b31mc\u001b[2Jd\u2066e\u007f größe 日本 👩";
        ObjectNode tree = JsonNodeFactory.instance.objectNode().put(evil, evil);

        for (String shown : List.of(JsonTree.line(tree), JsonTree.pretty(tree))) {
            assertThat(shown)
                    .contains("a\\u202eb\\u009b31mc\\u001B[2Jd\\u2066e\\u007F größe 日本 👩")
                    .doesNotContain("\u202e", "\u009b", "\u001b", "\u2066", "\u007f");
            assertThat(JsonTree.read(shown)).isEqualTo(tree);
        }
    }
}
