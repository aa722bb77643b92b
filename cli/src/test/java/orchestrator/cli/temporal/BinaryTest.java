package orchestrator.cli.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import orchestrator.cli.output.CommandException;
import orchestrator.home.Home;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dead proxy cuts off the download, so that no test uses the network. */
class BinaryTest {
    @TempDir
    Path directory;

    private final Silence silence = new Silence();

    private Path find() {
        String path = directory.resolve("bin") + ":" + directory.resolve("tools");
        Map<String, String> environment = Map.of("PATH", path, "HTTPS_PROXY", "http://127.0.0.1:1");
        return new Binary(Home.at(directory.resolve("data")), environment, silence).find();
    }

    private Path executable(String name, String script) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    @Test
    void a_program_on_the_path_comes_first() throws IOException {
        executable("data/cache/temporal", "");
        Path installed = executable("bin/temporal", "");

        assertThat(find()).isEqualTo(installed);
    }

    @Test
    void the_cache_comes_second() throws IOException {
        Path cached = executable("data/cache/temporal", "");

        assertThat(find()).isEqualTo(cached);
    }

    @Test
    void a_file_that_is_not_executable_does_not_count() throws IOException {
        Files.createDirectories(directory.resolve("bin/temporal"));
        Path cached = executable("data/cache/temporal", "");

        assertThat(find()).isEqualTo(cached);
    }

    @Test
    void it_is_built_with_go_if_the_download_fails() throws IOException {
        executable(
                "tools/go", "[ \"$1 $2\" = 'install -v' ] && : >\"$GOBIN/temporal\" && chmod +x \"$GOBIN/temporal\"");

        assertThat(find()).isEqualTo(directory.resolve("data/cache/temporal")).isExecutable();

        assertThat(silence.said())
                .anyMatch(line -> line.contains("this failed:"))
                .anyMatch(line -> line.contains("with Go"));
    }

    @Test
    void the_ways_to_install_it_are_named_if_nothing_works() throws IOException {
        executable("tools/go", "echo 'no space left on device'; exit 1");

        assertThatThrownBy(this::find)
                .isInstanceOfSatisfying(
                        CommandException.class,
                        refusal -> assertThat(refusal.text())
                                .contains(
                                        "brew install temporal",
                                        "github.com/temporalio/cli/releases",
                                        "go install",
                                        "--temporal"));
        assertThat(silence.said()).anyMatch(line -> line.contains("no space left on device"));
    }
}
