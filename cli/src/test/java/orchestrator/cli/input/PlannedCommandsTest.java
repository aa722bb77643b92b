package orchestrator.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import orchestrator.cli.Calls;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlannedCommandsTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"watch", "--verbose watch", "watch src"})
    void a_planned_command_is_not_taken_for_a_prompt(String typed) {
        Calls orchestrate = new Calls(directory);

        assertThat(orchestrate.call(typed.split(" "))).isEqualTo(2);

        assertThat(orchestrate.err()).contains("is not a command yet.\n  ").containsAnyOf("orchestrate ", "git ");
        assertThat(directory.resolve("data/up.lock")).as("nothing was started").doesNotExist();
    }
}
