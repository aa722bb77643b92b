package orchestrator.agent.codex;

import java.util.Map;
import java.util.Set;
import orchestrator.agent.AgentState;
import orchestrator.agent.StateDirectory;
import orchestrator.agent.adapter.ConversationFiles;

/** What Codex keeps in its home. Its databases are caches of the files with the conversations. */
final class CodexState {
    private static final Set<String> KEPT = Set.of("sessions/", "archived_sessions/", "log/", "auth.json");

    private static final Set<String> FIXED = Set.of(
            "config.toml",
            "managed_config.toml",
            "requirements.toml",
            "hooks.json",
            "AGENTS.md",
            "AGENTS.override.md",
            "rules/",
            "prompts/",
            "hooks/",
            "plugins/");

    private static final Set<String> RENEWED = Set.of(
            ".tmp",
            "cache",
            "goals_*",
            "history.jsonl",
            "installation_id",
            "logs_*",
            "memories_*",
            "models_cache.json",
            "shell_snapshots",
            "skills",
            "state_*",
            "tmp",
            "version.json");

    private CodexState() {}

    static AgentState of(Map<String, String> environment) {
        return AgentState.of(
                new StateDirectory(ConversationFiles.home(environment, "CODEX_HOME", ".codex"), KEPT, FIXED, RENEWED));
    }
}
