package orchestrator.agent.claude;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import orchestrator.agent.GuardHook;
import orchestrator.json.Json;

/**
 * Settings for one launch, which count more than the user's own: the guard's hook before every tool, also those of
 * subagents and of MCP servers, and beside it some rules of Claude Code's own.
 */
final class ClaudeGuardSettings {
    /** Only the plain forms: the guard looks at all others. */
    private static final List<String> DENIED = List.of("sudo", "su", "doas", "mkfs", "fdisk", "shutdown", "reboot");

    /** The user's settings may let the program delete the conversations of runs that wait for long. */
    private static final String KEPT = "cleanupPeriodDays";

    private static final int KEPT_DAYS = 365;

    private ClaudeGuardSettings() {}

    static String withoutGuard() {
        return Json.write(Json.MAPPER.createObjectNode().put(KEPT, KEPT_DAYS));
    }

    static String of(GuardHook guard) {
        ObjectNode settings = Json.MAPPER.createObjectNode();
        ObjectNode matcher = settings.putObject("hooks").putArray("PreToolUse").addObject();
        matcher.put("matcher", "*");
        matcher.putArray("hooks")
                .addObject()
                .put("type", "command")
                .put("command", guard.line())
                .put("timeout", GuardHook.TIMEOUT_SECONDS);
        settings.put("disableAllHooks", false);
        settings.put(KEPT, KEPT_DAYS);
        var denied = settings.putObject("permissions").putArray("deny");
        DENIED.forEach(program -> denied.add("Bash(" + program + ":*)"));
        return Json.write(settings);
    }
}
