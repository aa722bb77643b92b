package orchestrator.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    Path directory;

    @Test
    void the_environment_names_the_directory() {
        Path wanted = directory.resolve("a/b");

        Home home = Home.open(Map.of("ORCHESTRATOR_HOME", wanted.toString(), "HOME", "/nowhere"));

        assertThat(home.directory()).isEqualTo(wanted).isDirectory();
    }

    @Test
    void without_a_name_it_is_in_the_users_home() {
        Home home = Home.open(Map.of("ORCHESTRATOR_HOME", " ", "HOME", directory.toString()));

        assertThat(home.directory())
                .isEqualTo(directory.resolve(".orchestrator"))
                .isDirectory();
    }

    @Test
    void a_relative_name_becomes_absolute() {
        Path relative = Path.of("").toAbsolutePath().relativize(directory.resolve("data"));

        assertThat(Home.at(relative).directory()).isEqualTo(directory.resolve("data"));
    }

    @Test
    void only_its_owner_may_read_it() throws IOException {
        Path open = Files.createDirectory(directory.resolve("data"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));

        Home.at(open);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(open)))
                .isEqualTo("rwx------");
    }

    @Test
    void a_directory_that_everyone_may_write_to_is_refused_and_unchanged() throws IOException {
        Path shared = Files.createDirectory(directory.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> Home.at(shared))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set ORCHESTRATOR_HOME to a directory of your own");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(shared)))
                .isEqualTo("rwxrwxrwx");
    }

    @Test
    void a_file_in_its_place_is_a_clear_error() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThatThrownBy(() -> Home.at(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot use the data directory " + file);
    }
}
