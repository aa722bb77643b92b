package orchestrator.cli.guard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import orchestrator.event.ToolCall;
import orchestrator.guard.tool.HookCall;
import orchestrator.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * One line of the input: a command, or JSON that describes a call.
 *
 * @param problem why it is no call; empty if it is one
 */
record CheckedCall(ToolCall call, Optional<String> directory, String problem) {
    /** {@code { ls; }} is shell text. */
    private static final Pattern JSON = Pattern.compile("\\s*\\{\\s*[\"}].*", Pattern.DOTALL);

    static CheckedCall of(String line) {
        if (!JSON.matcher(line).matches()) return command(JsonNodeFactory.instance.textNode(line), Optional.empty());
        JsonNode json;
        try {
            json = Json.MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            return wrong("this line is not valid JSON: " + e.getOriginalMessage());
        }
        if (json == null || !json.isObject()) return wrong("this line is not one JSON object");
        Optional<String> directory = Optional.ofNullable(textOf(json, "cwd"));
        String tool = firstOf(json, "tool_name", "tool", "name");
        if (tool != null) {
            JsonNode input = json.has("tool_input") ? json.path("tool_input") : json.path("input");
            if (!input.isMissingNode() && !input.isObject())
                return wrong("the input of the tool must be a JSON object");
            return new CheckedCall(HookCall.call(tool, input), directory, "");
        }
        if (json.path("command").isTextual() || json.path("command").isArray())
            return command(json.path("command"), directory);
        return wrong("this line needs `command`, or `tool` and `input`");
    }

    private static CheckedCall command(JsonNode command, Optional<String> directory) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.set("command", command);
        return new CheckedCall(HookCall.call("Bash", input), directory, "");
    }

    private static CheckedCall wrong(String problem) {
        return new CheckedCall(ToolCall.UNKNOWN, Optional.empty(), problem + ".");
    }

    private static @Nullable String firstOf(JsonNode json, String... fields) {
        for (String field : fields) {
            String text = textOf(json, field);
            if (text != null) return text;
        }
        return null;
    }

    private static @Nullable String textOf(JsonNode json, String field) {
        return json.path(field).isTextual() ? json.path(field).asText() : null;
    }

    Path directoryIn(Path workspace) {
        return directory
                .filter(name -> name.indexOf('\0') < 0)
                .map(workspace::resolve)
                .orElse(workspace);
    }
}
