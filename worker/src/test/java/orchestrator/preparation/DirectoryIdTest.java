package orchestrator.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryIdTest {
    @TempDir
    Path base;

    @Test
    void a_directory_is_the_same_as_itself() {
        assertThat(DirectoryId.mayBeSame(DirectoryId.of(base), DirectoryId.of(base)))
                .isTrue();
    }

    @Test
    void an_unknown_directory_may_be_the_same() {
        String missing = DirectoryId.of(base.resolve("missing"));

        assertThat(missing).isEmpty();
        assertThat(DirectoryId.mayBeSame(missing, "ext4 12")).isTrue();
        assertThat(DirectoryId.mayBeSame("ext4 12", missing)).isTrue();
    }

    @Test
    void another_inode_in_a_local_file_system_is_another_directory() throws Exception {
        Path other = Files.createDirectory(base.resolve("other"));

        assertThat(DirectoryId.mayBeSame("ext4 12", "ext4 13")).isFalse();
        assertThat(DirectoryId.mayBeSame("ext4 12", "ext4 12")).isTrue();
        assertThat(DirectoryId.of(base).isEmpty() || !DirectoryId.of(base).equals(DirectoryId.of(other)))
                .isTrue();
    }
}
