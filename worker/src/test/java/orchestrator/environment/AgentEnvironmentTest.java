package orchestrator.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orchestrator.agent.Agent;
import orchestrator.agent.registry.AgentRegistry;
import orchestrator.identity.LaunchId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentEnvironmentTest {
    private static final List<String> KEYS = List.of(
            "ANTHROPIC_API_KEY",
            "ANTHROPIC_AUTH_TOKEN",
            "CLAUDE_CODE_OAUTH_TOKEN",
            "OPENAI_API_KEY",
            "CODEX_API_KEY",
            "GEMINI_API_KEY",
            "GOOGLE_API_KEY",
            "GOOGLE_APPLICATION_CREDENTIALS",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AZURE_CLIENT_SECRET",
            "MISTRAL_API_KEY",
            "OPENROUTER_API_KEY",
            "GITHUB_TOKEN",
            "GH_TOKEN",
            "GITLAB_TOKEN",
            "NPM_TOKEN",
            "SLACK_WEBHOOK_URL",
            "DATABASE_URL",
            "SSH_AUTH_SOCK",
            "UV_INDEX_SHOP_PASSWORD",
            "UV_PUBLISH_TOKEN",
            "MISE_GITHUB_TOKEN",
            "HOMEBREW_GITHUB_API_TOKEN",
            "CONDA_TOKEN",
            "NVM_AUTH_HEADER",
            "SDKMAN_API_KEY");

    private static final List<String> OURS =
            List.of("ORCHESTRATOR_HOME", "ORCHESTRATOR_TOKEN", "ORCHESTRATOR_TEMPORAL_PORT", "ORCHESTRATOR_RUN_PARENT");

    @TempDir
    Path base;

    @ParameterizedTest
    @CsvSource({
        "claude, ANTHROPIC_API_KEY ANTHROPIC_AUTH_TOKEN CLAUDE_CODE_OAUTH_TOKEN",
        "codex, OPENAI_API_KEY CODEX_API_KEY",
        "gemini, GEMINI_API_KEY GOOGLE_API_KEY GOOGLE_APPLICATION_CREDENTIALS",
        "scripted, ''",
    })
    void an_agent_gets_its_own_vendors_keys_and_no_other(String name, String own) {
        Map<String, String> environment = environmentOf(name, Map.of());

        assertThat(environment.keySet())
                .filteredOn(KEYS::contains)
                .containsExactlyInAnyOrder(own.isEmpty() ? new String[0] : own.split(" "));
        assertThat(environment).containsEntry("PATH", "/usr/bin").containsEntry("UV_CACHE_DIR", "/var/uv");
    }

    @ParameterizedTest
    @CsvSource({"claude", "codex", "gemini", "scripted"})
    void no_agent_gets_what_is_ours_even_if_the_user_passes_it(String name) {
        Map<String, String> environment =
                environmentOf(name, Map.of("ORCHESTRATOR_PASS_ENV", "ORCHESTRATOR_*,ORCHESTRATOR_TOKEN,GITHUB_TOKEN"));

        assertThat(environment).doesNotContainKeys(OURS.toArray(new String[0]));
        assertThat(environment).doesNotContainKey("ORCHESTRATOR_PASS_ENV");
        assertThat(environment).containsEntry("GITHUB_TOKEN", "secret of GITHUB_TOKEN");
        assertThat(environment).containsEntry("ORCHESTRATOR_RUN", "s1/" + name + "-1/1");
    }

    @Test
    void another_vendors_credentials_come_with_the_switch_that_needs_them() {
        Map<String, String> bedrock = environmentOf("claude", Map.of("CLAUDE_CODE_USE_BEDROCK", "1"));

        assertThat(bedrock)
                .containsKeys("AWS_ACCESS_KEY_ID", "AWS_SESSION_TOKEN")
                .doesNotContainKey("GOOGLE_API_KEY");
        assertThat(environmentOf("codex", Map.of("CLAUDE_CODE_USE_BEDROCK", "1")))
                .doesNotContainKey("AWS_ACCESS_KEY_ID");
    }

    private Map<String, String> environmentOf(String name, Map<String, String> more) {
        Map<String, String> ours = new HashMap<>(Map.of(
                "PATH", "/usr/bin", "HOME", base.toString(), "UV_CACHE_DIR", "/var/uv", "ACME_THING", "unknown"));
        KEYS.forEach(key -> ours.put(key, "secret of " + key));
        OURS.forEach(variable -> ours.put(variable, "ours"));
        ours.putAll(more);
        Agent agent = AgentRegistry.open(base, ours).byName(name).orElseThrow();
        Set<String> asked = agent.inheritedVariables(ours);
        return AgentEnvironment.of(ours, asked, Map.of(), new LaunchId("s1", name + "-1", 1));
    }
}
