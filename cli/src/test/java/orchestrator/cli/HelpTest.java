package orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import orchestrator.cli.input.CommandNames;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class HelpTest {
    static final List<String> SHOWN =
            CommandNames.NAMES.stream().filter(name -> !name.equals("warm-up")).toList();

    private Calls orchestrate;

    @BeforeEach
    void start(@TempDir Path directory) {
        orchestrate = new Calls(directory);
    }

    @Test
    void the_first_page_fits_on_a_screen_and_names_every_command() {
        assertThat(orchestrate.call("--help")).isZero();

        assertThat(orchestrate.out()).contains(SHOWN);
        assertThat(orchestrate.out().lines()).hasSizeLessThan(57).allMatch(line -> line.length() <= 100);
    }

    @Test
    void the_first_page_is_shown_without_arguments_too() {
        assertThat(orchestrate.call()).isZero();
        assertThat(orchestrate.out()).isEqualTo(Help.TEXT);
    }

    @ParameterizedTest
    @FieldSource("SHOWN")
    void every_command_explains_itself(String command) {
        assertThat(orchestrate.call(command, "--help")).isZero();
        assertThat(orchestrate.out()).startsWith("Usage: orchestrate").contains("--help");
        assertThat(orchestrate.err()).isEmpty();
    }

    @Test
    void the_version_is_printed() {
        assertThat(orchestrate.call("--version")).isZero();
        assertThat(orchestrate.out()).matches("orchestrate \\d+\\.\\d+\\.\\d+\n");
    }
}
