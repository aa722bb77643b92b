package orchestrator.filetree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Restores the owner's permissions that an agent or a tool has removed, so that files can be read and moved. */
public final class FilePermissions {
    private FilePermissions() {}

    /** Returns true if the file can be read now. */
    public static boolean makeReadable(Path file) {
        add(file, EnumSet.of(PosixFilePermission.OWNER_READ));
        return Files.isReadable(file);
    }

    /** Makes it possible to list, create and delete files in the directory. */
    public static void open(Path directory) {
        boolean isOpen = Files.isReadable(directory) && Files.isWritable(directory) && Files.isExecutable(directory);
        if (isOpen) return;
        add(
                directory,
                EnumSet.of(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.OWNER_EXECUTE));
    }

    /** Opens all directories of the tree. Those of another user stay as they are. */
    public static void openAll(Path root) {
        open(root);
        for (Path child : DirectoryListing.of(root)) {
            if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) openAll(child);
        }
    }

    private static void add(Path file, Set<PosixFilePermission> more) {
        if (Files.isSymbolicLink(file)) return;
        try {
            Set<PosixFilePermission> all = EnumSet.noneOf(PosixFilePermission.class);
            all.addAll(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
            if (all.addAll(more)) Files.setPosixFilePermissions(file, all);
        } catch (IOException | UnsupportedOperationException notOurs) {
            // If this fails, the caller's next attempt to read fails, too.
        }
    }
}
