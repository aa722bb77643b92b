package orchestrator.agent.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import orchestrator.agent.stream.ToolCalls;
import orchestrator.event.ToolCall;
import orchestrator.event.ToolKind;

/** Groups Gemini CLI's tools by what they do. */
final class GeminiTools {
    /** Names that users know from other agents. */
    private static final Map<String, String> SHOWN = Map.of(
            "run_shell_command", "Bash",
            "write_file", "Write",
            "replace", "Edit",
            "read_file", "Read");

    private GeminiTools() {}

    static ToolCall call(String name, JsonNode input) {
        return ToolCalls.of(kind(name), SHOWN.getOrDefault(name, name), input);
    }

    /** The name of an MCP tool begins with its server's. */
    private static ToolKind kind(String name) {
        if (name.startsWith("mcp_") || name.contains("__")) return ToolKind.MCP;
        return switch (name) {
            case "run_shell_command" -> ToolKind.SHELL;
            case "read_file", "read_many_files", "get_internal_docs" -> ToolKind.READ;
            case "write_file" -> ToolKind.WRITE;
            case "replace" -> ToolKind.EDIT;
            case "glob", "grep_search", "search_file_content", "list_directory" -> ToolKind.SEARCH;
            case "web_fetch", "google_web_search" -> ToolKind.FETCH;
            case "codebase_investigator", "delegate_to_agent", "invoke_agent" -> ToolKind.SUBAGENT;
            case "write_todos", "enter_plan_mode", "exit_plan_mode" -> ToolKind.PLAN;
            default -> ToolKind.OTHER;
        };
    }
}
