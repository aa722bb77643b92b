package orchestrator.agent.codex;

import static orchestrator.agent.codex.CodexLine.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.agent.stream.ToolCalls;
import orchestrator.event.ToolCall;
import orchestrator.event.ToolKind;

/** Codex's tool calls, which are items of its stream. Code mode prints the same items for the calls that its scripts make. */
final class CodexTools {
    private static final Pattern SHELL = Pattern.compile("\\S*/\\w*sh -l?c (['\"]?)(.*)\\1", Pattern.DOTALL);
    private static final Pattern PATCH = Pattern.compile("\\s*(?:apply_patch|applypatch)\\b.*", Pattern.DOTALL);
    private static final Pattern PATCHED =
            Pattern.compile("^\\*\\*\\* (?:(?:Add|Update|Delete) File|Move to): (.+)$", Pattern.MULTILINE);

    private CodexTools() {}

    static ToolCall call(JsonNode item) {
        return switch (text(item, "type")) {
            case "command_execution" -> command(text(item, "command"));
            case "file_change" -> fileChange(item.path("changes"));
            case "mcp_tool_call" ->
                ToolCalls.of(ToolKind.MCP, text(item, "server") + "." + text(item, "tool"), item.path("arguments"));
            case "web_search" -> webSearch(text(item, "query"));
            case "collab_tool_call" -> ToolCalls.of(ToolKind.SUBAGENT, text(item, "tool"), item);
            default -> ToolCalls.of(ToolKind.OTHER, text(item, "type"), item);
        };
    }

    /** A patch may also be given to the shell. */
    private static ToolCall command(String whole) {
        String command = withoutShell(whole);
        boolean isPatch = PATCH.matcher(command).matches();
        List<String> paths = isPatch ? patched(command) : List.of();
        ToolKind kind = isPatch ? ToolKind.EDIT : ToolKind.SHELL;
        return ToolCalls.of(kind, "Bash", command, command, paths, input("command", whole));
    }

    private static String withoutShell(String whole) {
        Matcher shell = SHELL.matcher(whole);
        return shell.matches() ? shell.group(2) : whole;
    }

    private static List<String> patched(String patch) {
        return PATCHED.matcher(patch)
                .results()
                .map(file -> file.group(1).strip())
                .distinct()
                .toList();
    }

    private static ToolCall fileChange(JsonNode changes) {
        List<String> paths = new ArrayList<>();
        boolean onlyAdds = !changes.isEmpty();
        for (JsonNode change : changes) {
            paths.add(text(change, "path"));
            onlyAdds &= text(change, "kind").equals("add");
        }
        JsonNode input = JsonNodeFactory.instance.objectNode().set("changes", changes);
        ToolKind kind = onlyAdds ? ToolKind.WRITE : ToolKind.EDIT;
        return ToolCalls.of(kind, "Edit", String.join(" ", paths), "", paths, input);
    }

    private static ToolCall webSearch(String query) {
        return ToolCalls.of(ToolKind.FETCH, "WebSearch", query, "", List.of(), input("query", query));
    }

    private static JsonNode input(String field, String value) {
        return JsonNodeFactory.instance.objectNode().put(field, value);
    }
}
