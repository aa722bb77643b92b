package orchestrator.agent.custom;

import java.util.Locale;
import orchestrator.event.ToolKind;

/** Guesses the kind of a tool from names that programs commonly use; a program can also state it. */
final class ToolNames {
    private ToolNames() {}

    static ToolKind kind(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("mcp_")) return ToolKind.MCP;
        return switch (lower.replaceAll("[_.\\-\\s]", "")) {
            case "bash",
                    "sh",
                    "shell",
                    "powershell",
                    "terminal",
                    "exec",
                    "execcommand",
                    "executecommand",
                    "runcommand",
                    "runshellcommand" -> ToolKind.SHELL;
            case "read", "readfile", "readfiles", "readmanyfiles", "view", "open" -> ToolKind.READ;
            case "write", "writefile", "createfile", "create" -> ToolKind.WRITE;
            case "edit", "editfile", "multiedit", "replace", "patch", "applypatch", "strreplace", "deletefile" ->
                ToolKind.EDIT;
            case "glob", "grep", "search", "searchfiles", "ls", "list", "listfiles", "listdirectory" -> ToolKind.SEARCH;
            case "fetch", "webfetch", "websearch", "googlewebsearch" -> ToolKind.FETCH;
            case "task", "agent", "subagent" -> ToolKind.SUBAGENT;
            case "todo", "todowrite", "todoread", "writetodos", "updateplan" -> ToolKind.PLAN;
            default -> ToolKind.OTHER;
        };
    }
}
