package orchestrator.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path directory;

    @Test
    void the_newest_content_replaces_the_old_and_nothing_else_is_left() throws Exception {
        Path file = directory.resolve("note.json");

        AtomicFile.of(file).write("old");
        AtomicFile.of(file).onDisk().write("new");

        assertThat(file).hasContent("new");
        assertThat(directory).isDirectoryContaining(file::equals);
        assertThat(Files.list(directory)).hasSize(1);
    }

    @Test
    void a_private_file_is_the_owners_alone() throws Exception {
        Path file = directory.resolve("token");

        AtomicFile.of(file).ownerOnly().write("secret");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void permissions_are_as_named_whatever_the_umask() throws Exception {
        Path file = directory.resolve("script");

        AtomicFile.of(file).withPermissions("rwxrwxrwx").write("#!/bin/sh");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rwxrwxrwx");
    }

    @Test
    void a_file_is_created_once() throws Exception {
        Path file = directory.resolve("owner");
        AtomicFile.of(file).create("first");

        assertThatThrownBy(() -> AtomicFile.of(file).create("second")).isInstanceOf(FileAlreadyExistsException.class);

        assertThat(file).hasContent("first");
        assertThat(Files.list(directory)).hasSize(1);
    }

    @Test
    void a_file_that_cannot_be_written_is_named() {
        Path file = directory.resolve("missing/note.json");

        assertThatThrownBy(() -> AtomicFile.of(file).write("text"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot write " + file);
    }
}
