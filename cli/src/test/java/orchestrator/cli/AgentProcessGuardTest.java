package orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import orchestrator.cli.output.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentProcessGuardTest {
    @TempDir
    Path home;

    @Test
    void commands_that_change_something_are_refused_in_a_process_of_a_run() throws Exception {
        Process command = inARun("answer", "--choice", "accept");

        assertThat(new String(command.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "orchestrate: `answer` was refused: this process belongs to an agent's run, and agents may not control sessions"
                                + " or answer for you.\n  Type it in a terminal of your own.\n");
        assertThat(command.waitFor()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void commands_that_only_read_work_in_a_process_of_a_run() throws Exception {
        Process command = inARun("--version");

        assertThat(new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("orchestrate ");
        assertThat(command.waitFor()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "demo",
                "pause",
                "resume",
                "abort",
                "stop",
                "review",
                "answer",
                "merge",
                "discard",
                "pull-request",
                "archive",
                "up",
                "down",
                "serve",
                "worker",
                "api",
                "trust",
                "mcp",
                "install-commands",
                "a prompt"
            })
    void all_other_commands_count_as_changing_something(String command) {
        assertThat(AgentProcessGuard.isReading(command)).isFalse();
    }

    private Process inARun(String... arguments) throws IOException {
        ProcessBuilder command = new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "orchestrator.cli.Main");
        command.command().addAll(List.of(arguments));
        command.environment().put("ORCHESTRATOR_RUN", "session/agent-1/1");
        command.environment().put("ORCHESTRATOR_HOME", home.toString());
        return command.start();
    }
}
