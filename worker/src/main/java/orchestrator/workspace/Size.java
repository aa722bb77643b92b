package orchestrator.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * How much lies in a file or directory, as far as it can be read.
 *
 * @param newestMillis when the newest of it was changed
 */
record Size(long files, long bytes, long newestMillis) {
    static final Size NOTHING = new Size(0, 0, 0);

    static Size of(Path file) {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            Size all = NOTHING;
            for (Path child : Listing.of(file)) all = all.plus(of(child));
            return all;
        }
        try {
            BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            long millis = is.lastModifiedTime().toMillis();
            return is.isOther() ? new Size(0, 0, millis) : new Size(1, is.size(), millis);
        } catch (IOException gone) {
            return NOTHING;
        }
    }

    private Size plus(Size other) {
        return new Size(files + other.files, bytes + other.bytes, Math.max(newestMillis, other.newestMillis));
    }
}
