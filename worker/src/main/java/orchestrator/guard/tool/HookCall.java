package orchestrator.guard.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import orchestrator.event.ToolCall;
import orchestrator.event.ToolKind;
import orchestrator.text.Text;

/**
 * A tool call as the hook of an agent's program describes it before it runs.
 *
 * @param directory in which the program says it is; empty if it says nothing
 */
public record HookCall(ToolCall call, String directory) {
    private static final int SUBJECT_CHARS_MAX = 4_096;

    /** Names of tools differ between the programs, and mean the same wherever they are equal. */
    public static HookCall of(JsonNode hook) {
        ToolCall call = call(hook.path("tool_name").asText(), hook.path("tool_input"));
        return new HookCall(call, hook.path("cwd").asText());
    }

    /** Never throws; a call that makes no sense is one that the guard refuses. */
    public static ToolCall call(String name, JsonNode input) {
        ToolKind kind = KnownTools.kind(name);
        String command = kind == ToolKind.SHELL ? command(input) : "";
        List<String> paths = PathFields.all(input);
        return new ToolCall(
                kind, name, Text.shorten(subject(command, paths, input), SUBJECT_CHARS_MAX), command, paths, input);
    }

    private static String subject(String command, List<String> paths, JsonNode input) {
        if (!command.isEmpty()) return command;
        if (!paths.isEmpty()) return String.join(" ", paths);
        for (String field : List.of("url", "query", "pattern", "command", "prompt", "description")) {
            String text = input.path(field).asText().strip();
            if (!text.isEmpty()) return text;
        }
        return input.isEmpty() ? "" : input.toString();
    }

    private static String command(JsonNode input) {
        return ShellWords.of(input.has("command") ? input.path("command") : input.path("cmd"));
    }
}
