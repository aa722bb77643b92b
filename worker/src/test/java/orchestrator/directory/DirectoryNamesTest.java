package orchestrator.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryNamesTest {
    @TempDir
    Path directory;

    @Test
    void only_directories_with_this_beginning_are_listed() throws IOException {
        Files.createDirectory(directory.resolve("code"));
        Files.createDirectory(directory.resolve("copy"));
        Files.createDirectory(directory.resolve("other"));
        Files.createDirectory(directory.resolve("co\nde"));
        Files.writeString(directory.resolve("colours"), "");

        assertThat(DirectoryNames.beginningWith(directory + "/co").directories())
                .containsExactly(directory + "/code", directory + "/copy");
    }

    @Test
    void hidden_directories_are_listed_if_their_dot_was_typed() throws IOException {
        Files.createDirectory(directory.resolve(".git"));

        assertThat(DirectoryNames.beginningWith(directory + "/").directories()).isEmpty();
        assertThat(DirectoryNames.beginningWith(directory + "/.").directories()).containsExactly(directory + "/.git");
    }

    @Test
    void fifty_are_listed_in_order_and_more_are_mentioned() throws IOException {
        for (int i = 100; i < 160; i++) Files.createDirectory(directory.resolve("d" + i));

        DirectoryNames.Found found = DirectoryNames.beginningWith(directory + "/d");

        assertThat(found.directories())
                .hasSize(50)
                .startsWith(directory + "/d100")
                .isSorted();
        assertThat(found.more()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "code", "/no/such/place/a", "/etc/passwd/a", "/a\0b/c"})
    void what_cannot_be_listed_has_no_directories(String begin) {
        assertThat(DirectoryNames.beginningWith(begin).directories()).isEmpty();
    }
}
