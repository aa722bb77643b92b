package orchestrator.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import orchestrator.json.Json;
import orchestrator.session.request.SessionRequest;
import org.junit.jupiter.api.Test;

class UnsendableTextTest {
    private static final String HALF = "x \uD83D";

    private record Said(String text, List<String> more, Map<String, String> by) {}

    @Test
    void half_a_character_can_be_written_anywhere_in_a_value() throws Exception {
        Said said = new Said(HALF, List.of(HALF), Map.of(HALF, HALF));

        Said read = Json.MAPPER.readValue(Json.MAPPER.writeValueAsBytes(said), Said.class);

        assertThat(read).isEqualTo(new Said("x \uFFFD", List.of("x \uFFFD"), Map.of("x \uFFFD", "x \uFFFD")));
    }

    @Test
    void half_a_character_in_a_tree_can_be_written() throws Exception {
        var tree = JsonNodeFactory.instance.objectNode().put("text", HALF);

        byte[] bytes = Json.MAPPER.writeValueAsBytes(tree);

        assertThat(Json.MAPPER.readTree(bytes).path("text").asText()).isEqualTo("x \uFFFD");
    }

    @Test
    void half_a_character_in_a_request_is_replaced() throws Exception {
        String sent = "{\"prompt\": \"x \\ud83d\", \"target\": \"/tmp\"}";

        SessionRequest request = SessionRequest.parse(Json.MAPPER.readTree(sent));

        assertThat(request.prompt()).isEqualTo("x \uFFFD");
    }
}
