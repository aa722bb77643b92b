package orchestrator.guard.tool;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import orchestrator.event.ToolKind;

/** The tools of Claude Code, Codex and Gemini CLI by what they do. A tool that is not here is refused. */
final class KnownTools {
    private static final Map<String, ToolKind> KINDS = new TreeMap<>();

    static {
        put(ToolKind.SHELL, "Bash", "run_shell_command", "shell_command", "exec_command", "local_shell", "shell");
        put(ToolKind.SHELL, "Monitor");
        put(ToolKind.READ, "Read", "NotebookRead", "read_file", "read_many_files", "get_internal_docs", "view_image");
        put(ToolKind.SEARCH, "Glob", "Grep", "LS", "glob", "grep_search", "search_file_content", "list_directory");
        put(ToolKind.SEARCH, "list_dir", "grep_files");
        put(ToolKind.WRITE, "Write", "write_file");
        put(ToolKind.EDIT, "Edit", "MultiEdit", "NotebookEdit", "replace", "apply_patch");
        put(ToolKind.FETCH, "WebFetch", "WebSearch", "web_fetch", "web_search", "google_web_search");
        put(ToolKind.MCP, "ListMcpResourcesTool", "ReadMcpResourceTool", "ReadMcpResourceDirTool");
        put(ToolKind.MCP, "list_mcp_resources", "list_mcp_resource_templates", "read_mcp_resource");
        put(ToolKind.SUBAGENT, "Task", "Agent", "SendMessage", "Workflow");
        put(ToolKind.SUBAGENT, "spawn_agent", "send_input", "send_message", "followup_task", "wait_agent");
        put(ToolKind.SUBAGENT, "close_agent", "resume_agent", "list_agents", "interrupt_agent");
        put(ToolKind.SUBAGENT, "codebase_investigator", "delegate_to_agent", "invoke_agent", "complete_task");
        put(ToolKind.PLAN, "TodoWrite", "TaskCreate", "TaskUpdate", "TaskGet", "TaskList");
        put(ToolKind.PLAN, "EnterPlanMode", "ExitPlanMode", "enter_plan_mode", "exit_plan_mode");
        put(ToolKind.PLAN, "update_plan", "write_todos", "get_goal", "create_goal", "update_goal");
    }

    /** Tools that touch nothing but the agent's own conversation, its own processes, or text that its program ships. */
    private static final Set<String> HARMLESS = Set.of(
            "AskUserQuestion",
            "BashOutput",
            "CronDelete",
            "CronList",
            "ExitWorktree",
            "KillBash",
            "KillShell",
            "ReportFindings",
            "ScheduleWakeup",
            "Skill",
            "SlashCommand",
            "StructuredOutput",
            "TaskOutput",
            "TaskStop",
            "ToolSearch",
            "activate_skill",
            "ask_user",
            "clock",
            "image_generation",
            // Codex's code mode: the tools that its script calls are asked about one by one.
            "exec",
            "new_context",
            "request_user_input",
            "sleep",
            "tool_search",
            "tracker_add_dependency",
            "tracker_create_task",
            "tracker_get_task",
            "tracker_list_tasks",
            "tracker_update_task",
            "tracker_visualize",
            "update_topic",
            "wait");

    /** Tools that are never right for an agent that works unattended, with the reason. */
    private static final Map<String, String> REFUSED = Map.of(
            "save_memory", "it writes into the user's own settings; write notes into a file of the project",
            "CronCreate", "it would go on working after this run",
            "RemoteTrigger", "it starts work elsewhere that nobody guards",
            "PowerShell", "only commands for a POSIX shell can be judged",
            "request_permissions", "permissions are the user's to give");

    /** Tools that send something out or bring in code: a person decides. */
    private static final Map<String, String> ASKED = Map.of(
            "Artifact", "it publishes a file",
            "PushNotification", "it sends a message",
            "request_plugin_install", "it installs code that later runs obey",
            "REPL", "it runs code that the guard does not see",
            "js_repl", "it runs code that the guard does not see");

    private KnownTools() {}

    private static void put(ToolKind kind, String... names) {
        for (String name : names) KINDS.put(name, kind);
    }

    static ToolKind kind(String name) {
        if (isMcp(name)) return ToolKind.MCP;
        return KINDS.getOrDefault(name, ToolKind.OTHER);
    }

    /** The name of an MCP tool begins with its server's; each program has a way of its own. */
    static boolean isMcp(String name) {
        return name.startsWith("mcp__") || name.startsWith("mcp_") || name.startsWith("mcp.") || name.contains("__");
    }

    static boolean isHarmless(String name) {
        return HARMLESS.contains(name);
    }

    /** Empty if the tool is not refused. */
    static String refusal(String name) {
        return REFUSED.getOrDefault(name, "");
    }

    /** Empty if nobody needs to be asked. */
    static String question(String name) {
        return ASKED.getOrDefault(name, "");
    }
}
