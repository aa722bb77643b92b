package orchestrator.guard.place;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import orchestrator.guard.GuardDecision;

/** Settings in the project that start programs later, or decide what an agent's program asks about. */
final class SettingsFiles {
    private static final Set<String> AGENTS = Set.of(".claude", ".codex", ".gemini");

    /** Skills, commands and instructions are text, and fine. */
    private static final Pattern OBEYED = Pattern.compile(
            "settings[^/]*\\.json|\\.env|config[^/]*\\.toml|hooks.*|rules.*|policies.*|extensions.*|plugins.*|mcp[^/]*\\.json");

    private static final Set<String> STARTED = Set.of(".envrc", ".mise.toml", ".tool-versions");

    private SettingsFiles() {}

    static GuardDecision change(Path path, boolean isDeletion) {
        for (int i = 0; i < path.getNameCount(); i++) {
            String part = lower(path.getName(i));
            boolean isLast = i == path.getNameCount() - 1;
            if (AGENTS.contains(part) && (isLast ? isDeletion : isObeyed(path.subpath(i + 1, path.getNameCount()))))
                return asked(path);
            if (isLast && part.equals(".mcp.json")) return asked(path);
            if (isLast && STARTED.contains(part) || part.equals(".husky") || part.equals(".vscode"))
                return GuardDecision.watch("started-later", path + " can start programs when the project is opened.");
        }
        return GuardDecision.ALLOWED;
    }

    private static boolean isObeyed(Path rest) {
        return OBEYED.matcher(lower(rest)).matches();
    }

    private static String lower(Path path) {
        return path.toString().toLowerCase(Locale.ROOT);
    }

    private static GuardDecision asked(Path path) {
        return GuardDecision.ask(
                "agent-settings", path + " decides what later runs of agents do unasked. A person has to agree.");
    }
}
