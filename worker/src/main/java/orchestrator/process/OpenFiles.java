package orchestrator.process;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks in Linux's {@code /proc} if a process works in a directory or has files below it open. */
final class OpenFiles {
    private OpenFiles() {}

    static boolean within(Path process, Path directory) {
        if (isWithin(process.resolve("cwd"), directory)) return true;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path file : files) {
                if (isWithin(file, directory)) return true;
            }
        } catch (IOException | DirectoryIteratorException goneOrNotOurs) {
            return false;
        }
        return false;
    }

    private static boolean isWithin(Path link, Path directory) {
        try {
            return Files.readSymbolicLink(link).startsWith(directory);
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}
