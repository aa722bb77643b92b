package orchestrator.filetree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Rights that an agent or a tool has taken from files of ours are given back, so that they can be read and moved. */
public final class FilePermissions {
    private FilePermissions() {}

    /** Whether it can be read now. */
    public static boolean makeReadable(Path file) {
        add(file, EnumSet.of(PosixFilePermission.OWNER_READ));
        return Files.isReadable(file);
    }

    /** A directory in which one can look, write and remove. */
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

    /** All directories below that one. What belongs to somebody else stays as it is. */
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
            // Whether it helped shows in the next attempt to read.
        }
    }
}
