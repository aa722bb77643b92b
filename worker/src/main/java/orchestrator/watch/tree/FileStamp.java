package orchestrator.watch.tree;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What the file system says about a file without reading it. As long as it stays the same, the content does too, unless
 * the file was written at the moment at which it was looked at.
 *
 * @param changedNanos changes with every write and cannot be set back, unlike {@code modifiedNanos}
 */
public record FileStamp(long size, long modifiedNanos, long changedNanos, long inode) {
    private static final String NO_DIRECTORY = "Not a directory";
    private static final String ATTRIBUTES = "unix:size,lastModifiedTime,ctime,ino,isRegularFile,isSymbolicLink";

    /** Of a regular file or a link; empty if there is none, or something else such as a directory or a socket. */
    public static Optional<FileStamp> of(Path file) throws IOException {
        try {
            Map<String, Object> read = Files.readAttributes(file, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            boolean counts = (Boolean) read.get("isRegularFile") || (Boolean) read.get("isSymbolicLink");
            if (!counts) return Optional.empty();
            return Optional.of(new FileStamp(
                    (Long) read.get("size"),
                    nanos((FileTime) read.get("lastModifiedTime")),
                    nanos((FileTime) read.get("ctime")),
                    (Long) read.get("ino")));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (FileSystemException e) {
            // A file may have taken the place of the directory in which it was.
            if (NO_DIRECTORY.equals(e.getReason())) return Optional.empty();
            throw e;
        } catch (UnsupportedOperationException | IllegalArgumentException notUnix) {
            return basic(file);
        }
    }

    private static Optional<FileStamp> basic(Path file) throws IOException {
        BasicFileAttributes read = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!read.isRegularFile() && !read.isSymbolicLink()) return Optional.empty();
        long modified = nanos(read.lastModifiedTime());
        return Optional.of(new FileStamp(read.size(), modified, modified, 0));
    }

    private static long nanos(FileTime time) {
        return time.to(TimeUnit.NANOSECONDS);
    }
}
