package orchestrator.agent.claude;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orchestrator.agent.AgentState;
import orchestrator.agent.StateDirectory;
import orchestrator.agent.adapter.ConversationFiles;

/** What Claude Code keeps in its config home. */
final class ClaudeState {
    private static final Set<String> KEPT =
            Set.of("projects/", "todos/", "tasks/", "plans/", "file-history/", ".credentials.json");

    private static final Set<String> FIXED = Set.of(
            "settings.json",
            "settings.local.json",
            "CLAUDE.md",
            "keybindings.json",
            "hooks/",
            "commands/",
            "agents/",
            "skills/",
            "plugins/",
            "rules/",
            "output-styles/");

    private static final Set<String> RENEWED = Set.of(
            ".claude.json*",
            "backups",
            "cache",
            "debug",
            "history.jsonl",
            "ide",
            "paste-cache",
            "session-env",
            "sessions",
            "shell-snapshots",
            "stats-cache.json",
            "statsig",
            "telemetry");

    private ClaudeState() {}

    /** The file beside its home is replaced at each change, and holds settings too, so it gets a copy. */
    static AgentState of(Map<String, String> environment) {
        Path home = ConversationFiles.home(environment, "CLAUDE_CONFIG_DIR", ".claude");
        boolean isNamed = !environment.getOrDefault("CLAUDE_CONFIG_DIR", "").isEmpty();
        Path file = (isNamed ? home : home.resolveSibling("")).resolve(".claude.json");
        return new AgentState(
                List.of(new StateDirectory(home, KEPT, FIXED, RENEWED)), List.of(), List.of(), file.normalize());
    }
}
