package orchestrator.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A home directory and variables that make the real agent command lines talk to a scripted model and to nothing else.
 *
 * @param home directory outside of the temporary one, because Codex refuses a home there
 */
public record ScriptedAgentHome(Path home, String modelUrl) {

    private static final String KEY = "no-real-key";

    /** Writes the settings files, for settings that have no variable. */
    public static ScriptedAgentHome in(Path home, String modelUrl) {
        ScriptedAgentHome environment = new ScriptedAgentHome(home, modelUrl);
        write(home.resolve(".codex/config.toml"), environment.codexSettings());
        write(home.resolve(".gemini/settings.json"), GEMINI_SETTINGS);
        try {
            Files.createDirectories(home.resolve("tmp"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a home for agents in " + home, e);
        }
        return environment;
    }

    public Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>();
        variables.put("HOME", home.toString());
        variables.put("TMPDIR", home.resolve("tmp").toString());
        variables.put("IS_SANDBOX", "1");
        variables.put("ANTHROPIC_BASE_URL", modelUrl);
        variables.put("ANTHROPIC_API_KEY", KEY);
        variables.put("CLAUDE_CONFIG_DIR", home.resolve(".claude").toString());
        variables.put("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1");
        variables.put("DISABLE_AUTOUPDATER", "1");
        variables.put("CODEX_HOME", home.resolve(".codex").toString());
        variables.put("OPENAI_API_KEY", KEY);
        variables.put("GEMINI_API_KEY", KEY);
        variables.put("GOOGLE_GEMINI_BASE_URL", modelUrl);
        return variables;
    }

    private String codexSettings() {
        return """
                model = "gpt-6-sol"
                model_provider = "scripted"
                check_for_update_on_startup = false

                [analytics]
                enabled = false

                [model_providers.scripted]
                name = "scripted"
                base_url = "%s/v1"
                wire_api = "responses"
                env_key = "OPENAI_API_KEY"
                """.formatted(modelUrl);
    }

    private static final String GEMINI_SETTINGS = """
            {
              "security": {"auth": {"selectedType": "gemini-api-key"}},
              "privacy": {"usageStatisticsEnabled": false},
              "telemetry": {"enabled": false},
              "general": {
                "enableAutoUpdate": false,
                "enableAutoUpdateNotification": false,
                "checkpointing": {"enabled": false},
                "sessionRetention": {"enabled": false}
              }
            }
            """;

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
