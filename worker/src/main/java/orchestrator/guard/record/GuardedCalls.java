package orchestrator.guard.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The commands and changes of files of one launch that the guard has allowed: one byte each in the file {@code
 * guard-allowed}, written before the answer. If the agent prints more of them than this, one ran unguarded.
 */
public final class GuardedCalls {
    private final Path file;

    public GuardedCalls(Path launchDirectory) {
        file = launchDirectory.resolve("guard-allowed");
    }

    public void add() {
        try {
            Files.writeString(file, "+", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    public long count() {
        try {
            return Files.size(file);
        } catch (NoSuchFileException nothingAllowedYet) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
