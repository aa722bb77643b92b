package orchestrator.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * New directories for tests, kept for inspection. They are not in the temporary directory, because Codex refuses a home
 * there.
 */
public final class ScratchDirectory {

    private ScratchDirectory() {}

    public static Path directory(String name) {
        try {
            Path parent = Files.createDirectories(Tools.checkout().resolve("e2e/target/scratch"));
            return Files.createTempDirectory(parent, name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a directory for " + name, e);
        }
    }
}
