package orchestrator.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells a directory from another one of the same path on another host. Its inode number is the same from wherever it is
 * mounted; two directories that happen to share a number are taken for one, which only makes a person decide.
 */
public final class DirectoryId {
    private DirectoryId() {}

    public static String of(Path directory) {
        try {
            return Files.getAttribute(directory, "unix:ino").toString();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + directory, e);
        }
    }
}
