package orchestrator.filetree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The size of a file, or of a directory with its content, as far as it can be read.
 *
 * @param newestMillis time of the latest change to any of the files
 */
public record TreeSize(long files, long bytes, long newestMillis) {
    static final TreeSize NOTHING = new TreeSize(0, 0, 0);

    public static TreeSize of(Path file) {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            TreeSize all = NOTHING;
            for (Path child : DirectoryListing.of(file)) all = all.plus(of(child));
            return all;
        }
        try {
            BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            long millis = is.lastModifiedTime().toMillis();
            return is.isOther() ? new TreeSize(0, 0, millis) : new TreeSize(1, is.size(), millis);
        } catch (IOException gone) {
            return NOTHING;
        }
    }

    private TreeSize plus(TreeSize other) {
        return new TreeSize(files + other.files, bytes + other.bytes, Math.max(newestMillis, other.newestMillis));
    }
}
