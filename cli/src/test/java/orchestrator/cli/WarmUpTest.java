package orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmUpTest {
    @Test
    void short_commands_are_carried_out_without_services_or_a_data_directory(@TempDir Path directory) {
        Calls orchestrate = new Calls(directory);

        assertThat(orchestrate.call("warm-up")).isZero();

        assertThat(orchestrate.err()).isEmpty();
        assertThat(orchestrate.out())
                .contains("sample  working")
                .contains("b-1")
                .contains("result    3 files, +52 -0")
                .contains("\"session\" : \"sample\"")
                .contains("SESSION  STATE");
        assertThat(directory.resolve("data")).doesNotExist();
    }
}
