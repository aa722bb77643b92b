package orchestrator.repair.applied;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import orchestrator.filetree.Removal;
import orchestrator.repair.applied.FileState.Kind;

/** Copies of the files of a repair, before and after it, in the task's directory. */
record Copies(Path directory) {

    /** The copy of what a file is in this state. */
    Path of(int number, FileState state) {
        return directory.resolve(number + "-" + state.hash());
    }

    /** Copies a file of the user as it is, and returns its state. */
    FileState copy(int number, Path file) {
        FileState state = FileState.of(file);
        if (state.kind() != Kind.FILE && state.kind() != Kind.LINK) return state;
        try {
            Files.copy(file, of(number, state), LinkOption.NOFOLLOW_LINKS, StandardCopyOption.REPLACE_EXISTING);
            return state;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + file, e);
        }
    }

    /** Keeps content that is to be written. */
    FileState keep(int number, byte[] content, boolean isLink, boolean isExecutable) {
        Path draft = directory.resolve(number + ".new");
        try {
            Files.deleteIfExists(draft);
            if (isLink) Files.createSymbolicLink(draft, Path.of(new String(content, StandardCharsets.UTF_8)));
            else Files.write(draft, content);
            FileState plain = FileState.of(draft);
            FileState state = new FileState(plain.kind(), plain.hash(), isExecutable);
            Files.move(draft, of(number, state), StandardCopyOption.REPLACE_EXISTING);
            return state;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + draft, e);
        }
    }

    boolean isThere() {
        return Files.isDirectory(directory);
    }

    void begin() {
        drop();
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + directory, e);
        }
    }

    void drop() {
        try {
            Removal.of(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + directory, e);
        }
    }
}
