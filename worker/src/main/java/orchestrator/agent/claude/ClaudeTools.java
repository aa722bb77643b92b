package orchestrator.agent.claude;

import com.fasterxml.jackson.databind.JsonNode;
import orchestrator.agent.stream.ToolCalls;
import orchestrator.event.ToolCall;
import orchestrator.event.ToolKind;

/** Groups Claude Code's tools by what they do. */
final class ClaudeTools {
    private ClaudeTools() {}

    static ToolCall call(String name, JsonNode input) {
        return ToolCalls.of(kind(name), name, input);
    }

    private static ToolKind kind(String name) {
        if (name.startsWith("mcp__")) return ToolKind.MCP;
        return switch (name) {
            case "Bash", "PowerShell" -> ToolKind.SHELL;
            case "Read", "NotebookRead" -> ToolKind.READ;
            case "Write" -> ToolKind.WRITE;
            case "Edit", "MultiEdit", "NotebookEdit" -> ToolKind.EDIT;
            case "Glob", "Grep", "LS" -> ToolKind.SEARCH;
            case "WebFetch", "WebSearch", "web_fetch", "web_search" -> ToolKind.FETCH;
            case "ListMcpResourcesTool", "ReadMcpResourceTool" -> ToolKind.MCP;
            case "Task", "Agent", "SendMessage" -> ToolKind.SUBAGENT;
            case "TodoWrite", "TaskCreate", "TaskUpdate", "TaskGet", "TaskList", "EnterPlanMode", "ExitPlanMode" ->
                ToolKind.PLAN;
            default -> ToolKind.OTHER;
        };
    }
}
