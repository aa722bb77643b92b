package orchestrator.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import orchestrator.identity.LaunchId;
import org.junit.jupiter.api.Test;

class CommandEnvironmentTest {
    private static final LaunchId LAUNCH = new LaunchId("s1", "verify", 1);
    private static final Map<String, String> OURS = Map.of(
            "PATH", "/bin",
            "SSH_AUTH_SOCK", "/run/agent",
            "DATABASE_URL", "db://x",
            "DOCKER_HOST", "tcp://x",
            "ANTHROPIC_API_KEY", "a",
            "OPENAI_API_KEY", "o",
            "ORCHESTRATOR_HOME", "/data",
            "TEMPORAL_ADDRESS", "127.0.0.1:7233",
            "GIT_DIR", "/elsewhere/.git",
            "GIT_SSH_COMMAND", "ssh -i key");

    @Test
    void a_check_gets_the_users_variables_without_model_keys_and_without_ours() {
        assertThat(CommandEnvironment.of(OURS, LAUNCH))
                .containsOnlyKeys(
                        "PATH", "SSH_AUTH_SOCK", "DATABASE_URL", "DOCKER_HOST", "GIT_SSH_COMMAND", "ORCHESTRATOR_RUN");
        assertThat(CommandEnvironment.withheld(OURS)).containsExactly("ANTHROPIC_API_KEY", "OPENAI_API_KEY");
    }

    @Test
    void a_key_is_passed_to_checks_on_request() {
        Map<String, String> more = new HashMap<>(OURS);
        more.put("ORCHESTRATOR_PASS_ENV", "OPENAI_API_KEY");

        assertThat(CommandEnvironment.of(more, LAUNCH))
                .containsKey("OPENAI_API_KEY")
                .doesNotContainKey("ANTHROPIC_API_KEY");
        assertThat(CommandEnvironment.withheld(more)).containsExactly("ANTHROPIC_API_KEY");
    }
}
