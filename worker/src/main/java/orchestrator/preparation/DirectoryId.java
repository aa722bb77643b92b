package orchestrator.preparation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Distinguishes a directory from one with the same path on another host, by its inode on local file systems. In doubt
 * they count as the same, since two agents in one directory are worse than a needless question.
 */
public final class DirectoryId {
    private static final Logger log = LoggerFactory.getLogger(DirectoryId.class);
    private static final Set<String> LOCAL =
            Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "tmpfs", "f2fs", "apfs");
    private static final String UNKNOWN = "";

    private DirectoryId() {}

    public static String of(Path directory) {
        try {
            String type = Files.getFileStore(directory).type();
            return LOCAL.contains(type) ? type + " " + Files.getAttribute(directory, "unix:ino") : UNKNOWN;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            log.info("directory={} may be on any host: {}", directory, e.toString());
            return UNKNOWN;
        }
    }

    public static boolean mayBeSame(String one, String other) {
        return one == null || one.isEmpty() || other.isEmpty() || one.equals(other);
    }
}
