package orchestrator.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import orchestrator.agent.claude.ClaudeAgent;
import orchestrator.agent.gemini.GeminiAgent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WithheldVariablesTest {
    @TempDir
    Path home;

    @Test
    void mentioned_but_withheld_variables_are_named_once_with_the_remedy() throws Exception {
        Path settings = Files.createDirectories(home.resolve(".gemini")).resolve("settings.json");
        Files.writeString(
                settings, "{\"mcpServers\": {\"x\": {\"env\": {\"T\": \"$GITHUB_TOKEN\", \"U\": \"${NOT_SET}\"}}}}");
        WithheldVariables withheld = new WithheldVariables(
                Map.of("HOME", home.toString(), "GITHUB_TOKEN", "secret", "OPENAI_API_KEY", "key", "OTHER_KEY", "o"));

        String words = withheld.inWords(
                List.of(new ClaudeAgent(false), new GeminiAgent()), null, "OPENAI_API_KEY=$OPENAI_API_KEY make test");

        assertThat(words)
                .isEqualTo("withheld: from gemini GITHUB_TOKEN; from setup and checks OPENAI_API_KEY. To pass them:"
                        + "  export ORCHESTRATOR_PASS_ENV=GITHUB_TOKEN,OPENAI_API_KEY");
    }

    @Test
    void nothing_is_reported_if_nothing_is_mentioned() {
        WithheldVariables withheld =
                new WithheldVariables(Map.of("HOME", home.toString(), "OPENAI_API_KEY", "key", "AWS_PROFILE", "p"));

        assertThat(withheld.inWords(List.of(new ClaudeAgent(false)), "make", null))
                .isEmpty();
    }
}
