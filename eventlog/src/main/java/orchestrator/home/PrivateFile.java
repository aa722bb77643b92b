package orchestrator.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes files that only their owner may read, wholly or not at all. */
public final class PrivateFile {
    private PrivateFile() {}

    public static void write(Path file, String text) throws IOException {
        Path draft = draft(file, text);
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** @throws java.nio.file.FileAlreadyExistsException where it is there; it is then as it was */
    static void create(Path file, String text) throws IOException {
        Path draft = draft(file, text);
        try {
            // A link appears wholly or not at all, and never replaces what is there.
            Files.createLink(file, draft);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static Path draft(Path file, String text) throws IOException {
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path draft = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new", owner);
        return Files.writeString(draft, text);
    }
}
