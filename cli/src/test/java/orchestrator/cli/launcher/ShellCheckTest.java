package orchestrator.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import orchestrator.cli.temporal.Executables;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellCheckTest {
    @ParameterizedTest
    @ValueSource(strings = {"../orchestrate", "src/main/resources/orchestrator/cli/start/supervise.sh"})
    void the_shell_scripts_have_no_known_mistakes(String script) throws Exception {
        assumeTrue(Executables.find("shellcheck", System.getenv("PATH")).isPresent(), "there is no shellcheck");

        Process check = new ProcessBuilder("shellcheck", Path.of(script).toString())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(check.waitFor()).isZero();
    }
}
