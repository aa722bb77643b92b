package orchestrator.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import orchestrator.json.Json;
import org.junit.jupiter.api.Test;

class ToolCallTest {
    private static final ToolCall MAKE = new ToolCall(
            ToolKind.SHELL, "Bash", "make", "make", List.of(), Json.read("{\"command\":\"make\"}", JsonNode.class));

    private static JsonNode json(String text) {
        return Json.read(text, JsonNode.class);
    }

    @Test
    void an_event_carries_its_call_beside_its_own_data() {
        JsonNode data = MAKE.addTo(json("{\"type\":\"tool_use\"}"));

        assertThat(data.path("type").asText()).isEqualTo("tool_use");
        assertThat(data.path("toolCall").path("kind").asText()).isEqualTo("shell");
        assertThat(ToolCall.in(data)).contains(MAKE);
    }

    @Test
    void a_line_that_already_has_the_field_is_kept_whole() {
        JsonNode line = json("{\"toolCall\":\"theirs\"}");

        JsonNode data = MAKE.addTo(line);

        assertThat(data.path("line")).isEqualTo(line);
        assertThat(ToolCall.in(data)).contains(MAKE);
    }

    @Test
    void an_event_does_not_repeat_a_long_input() {
        String text = "x".repeat(100_000);
        ToolCall heredoc = new ToolCall(
                ToolKind.SHELL,
                "Bash",
                "cat",
                text,
                List.of("a"),
                Json.MAPPER.createObjectNode().put("command", text));

        ToolCall carried = ToolCall.in(heredoc.addTo(json("{}"))).orElseThrow();

        assertThat(carried.input().isEmpty()).isTrue();
        assertThat(carried.command()).hasSizeLessThan(20_000).startsWith("xxx");
        assertThat(carried.paths()).containsExactly("a");
    }

    @Test
    void data_without_a_readable_call_has_none() {
        assertThat(ToolCall.in(json("{}"))).isEmpty();
        assertThat(ToolCall.in(json("{\"toolCall\":\"x\"}"))).isEmpty();
        assertThat(ToolCall.in(json("{\"toolCall\":{\"kind\":\"of a later release\"}}")))
                .isEmpty();
    }

    @Test
    void a_call_without_input_has_an_empty_one() {
        ToolCall call = new ToolCall(ToolKind.OTHER, "x", "", "", List.of(), MissingNode.getInstance());

        assertThat(ToolCall.in(call.addTo(json("{}")))).contains(call);
    }
}
