package orchestrator.environment;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import orchestrator.identity.LaunchId;
import orchestrator.lineage.Proc;

/**
 * The environment of the user's own commands, setup and checks: the worker's environment without our variables,
 * variables that redirect git, and API keys of models.
 */
public final class CommandEnvironment {
    /** Our settings for worker and agents, which a project under test might use as its own. */
    private static final VariableNames OURS =
            VariableNames.of("ORCHESTRATOR_*", "TEMPORAL_ADDRESS", "TEMPORAL_NAMESPACE", "TEMPORAL_UI");

    /** Exported by git for hooks: they name the hook's repository instead of the checkout. */
    private static final VariableNames GIT = VariableNames.of(
            "GIT_DIR",
            "GIT_WORK_TREE",
            "GIT_INDEX_FILE",
            "GIT_PREFIX",
            "GIT_COMMON_DIR",
            "GIT_OBJECT_DIRECTORY",
            "GIT_ALTERNATE_OBJECT_DIRECTORIES",
            "GIT_QUARANTINE_PATH",
            "GIT_NAMESPACE",
            "GIT_CONFIG_PARAMETERS",
            "GIT_IMPLICIT_WORK_TREE",
            "GIT_GRAFT_FILE",
            "GIT_SHALLOW_FILE");

    private static final VariableNames MODEL_KEYS = VariableNames.of(
            "ANTHROPIC_API_KEY",
            "ANTHROPIC_AUTH_TOKEN",
            "CLAUDE_CODE_OAUTH_TOKEN",
            "OPENAI_API_KEY",
            "CODEX_API_KEY",
            "CODEX_ACCESS_TOKEN",
            "GEMINI_API_KEY",
            "GOOGLE_API_KEY",
            "AWS_BEARER_TOKEN_BEDROCK");

    private CommandEnvironment() {}

    public static Map<String, String> of(Map<String, String> ours, LaunchId launch) {
        Map<String, String> environment = of(ours);
        environment.put(Proc.MARKER, launch.marker());
        return environment;
    }

    /** The environment for programs that belong to no run, such as git filters. */
    public static Map<String, String> of(Map<String, String> ours) {
        VariableNames passed = VariableNames.passed(ours);
        Map<String, String> environment = new TreeMap<>();
        ours.forEach((name, value) -> {
            boolean withheld = OURS.has(name) || GIT.has(name) || MODEL_KEYS.has(name);
            if (!withheld || passed.has(name)) environment.put(name, value);
        });
        return environment;
    }

    /** True for variables that git exports for hooks; no long-running process may keep them. */
    public static boolean isOfAHook(String name) {
        return GIT.has(name);
    }

    /** Names of keys in the environment that these commands do not get. */
    public static List<String> withheld(Map<String, String> ours) {
        VariableNames passed = VariableNames.passed(ours);
        return MODEL_KEYS.in(ours).keySet().stream()
                .filter(name -> !passed.has(name))
                .toList();
    }
}
