package orchestrator.agent.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import orchestrator.agent.Agent;
import orchestrator.agent.claude.ClaudeAgent;
import orchestrator.agent.codex.CodexAgent;
import orchestrator.agent.gemini.GeminiAgent;
import orchestrator.environment.AgentEnvironment;
import orchestrator.identity.LaunchId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks which of the worker's variables each agent gets. */
class InheritedVariablesTest {
    @TempDir
    Path home;

    private final Map<String, String> ours = new TreeMap<>();

    @BeforeEach
    void liveHere() {
        ours.put("HOME", home.toString());
        for (String name : Set.of(
                "AWS_PROFILE",
                "AWS_REGION",
                "GOOGLE_CLOUD_PROJECT",
                "GOOGLE_APPLICATION_CREDENTIALS",
                "CLOUD_ML_REGION",
                "AZURE_CLIENT_ID",
                "ACME_KEY",
                "ACME_ORG",
                "GITHUB_TOKEN",
                "https_proxy",
                "NVM_DIR",
                "SSH_AUTH_SOCK",
                "GIT_DIR")) {
            ours.put(name, "x");
        }
    }

    private Set<String> got(Agent agent) {
        return AgentEnvironment.of(
                        ours, agent.inheritedVariables(ours), Map.of(), new LaunchId("s1", agent.name() + "-1", 1))
                .keySet();
    }

    private void write(String file, String text) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void credentials_of_a_provider_pass_only_if_it_is_switched_on() {
        assertThat(got(new ClaudeAgent(false)))
                .doesNotContain("AWS_PROFILE", "GOOGLE_CLOUD_PROJECT", "AZURE_CLIENT_ID");

        ours.put("CLAUDE_CODE_USE_BEDROCK", "1");
        assertThat(got(new ClaudeAgent(false)))
                .contains("CLAUDE_CODE_USE_BEDROCK", "AWS_PROFILE", "AWS_REGION")
                .doesNotContain("GOOGLE_CLOUD_PROJECT", "AZURE_CLIENT_ID");

        ours.put("CLAUDE_CODE_USE_BEDROCK", "0");
        ours.put("CLAUDE_CODE_USE_VERTEX", "true");
        assertThat(got(new ClaudeAgent(false)))
                .contains("GOOGLE_APPLICATION_CREDENTIALS", "CLOUD_ML_REGION")
                .doesNotContain("AWS_PROFILE");
    }

    @Test
    void a_switch_in_the_users_settings_counts_too() throws Exception {
        write(".claude/settings.json", "{\"env\": {\"CLAUDE_CODE_USE_FOUNDRY\": \"1\"}}");
        write(".gemini/settings.json", "{\"security\": {\"auth\": {\"selectedType\": \"vertex-ai\"}}}");

        assertThat(got(new ClaudeAgent(false))).contains("AZURE_CLIENT_ID");
        assertThat(got(new GeminiAgent())).contains("GOOGLE_APPLICATION_CREDENTIALS");
    }

    @Test
    void codex_gets_the_variables_that_its_own_settings_name() throws Exception {
        write(".codex/config.toml", """
                model_provider = "acme"
                [model_providers.acme]
                name = "Acme"
                env_key = "ACME_KEY" # ours
                env_http_headers = { "X-Org" = "ACME_ORG" }
                """);

        assertThat(got(new CodexAgent())).contains("ACME_KEY", "ACME_ORG").doesNotContain("GITHUB_TOKEN");
        assertThat(new CodexAgent().missingSetup(ours)).isEmpty();

        ours.remove("ACME_KEY");
        assertThat(new CodexAgent().missingSetup(ours))
                .get()
                .asString()
                .contains("ACME_KEY", "`acme`", "config.toml", "export");
    }

    @Test
    void a_provider_that_is_not_chosen_lacks_nothing() throws Exception {
        ours.remove("ACME_KEY");
        write(".codex/config.toml", "profile = \"work\"\n[model_providers.acme]\nenv_key = \"ACME_KEY\"\n");
        assertThat(new CodexAgent().missingSetup(ours)).isEmpty();

        write(
                ".codex/config.toml",
                "profile = \"work\"\n[profiles.work]\nmodel_provider = 'acme'\n[model_providers.\"acme\"]\n"
                        + "env_key = 'ACME_KEY'\n");
        assertThat(new CodexAgent().missingSetup(ours)).isPresent();
    }

    @Test
    void settings_that_cannot_be_read_pass_nothing_and_break_nothing() throws Exception {
        write(".codex/config.toml", "[[[\nenv_key = \nmodel_provider = \"x\"\n= =");
        write(".claude/settings.json", "{");

        assertThat(got(new CodexAgent())).doesNotContain("ACME_KEY");
        assertThat(got(new ClaudeAgent(false))).doesNotContain("AWS_PROFILE");
    }

    @Test
    void tools_and_proxies_pass_to_all_and_the_repository_of_a_hook_to_none() {
        assertThat(got(new GeminiAgent()))
                .contains("https_proxy", "NVM_DIR")
                .doesNotContain("GIT_DIR", "SSH_AUTH_SOCK", "GITHUB_TOKEN");
    }

    @Test
    void the_users_own_list_passes_more() {
        ours.put("ORCHESTRATOR_PASS_ENV", "GITHUB_TOKEN, ACME_*");

        assertThat(got(new ClaudeAgent(false))).contains("GITHUB_TOKEN", "ACME_KEY", "ACME_ORG");
    }
}
