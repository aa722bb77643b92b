package orchestrator.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import orchestrator.watch.tree.ContentHash;
import orchestrator.watch.tree.FileStamp;
import orchestrator.watch.tree.ProjectPaths;

/** Looks at single files: first at their stamps, and at their content only if those do not tell that it is the same. */
final class Inspection {
    /** Some file systems date files by two seconds. */
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final int READS_MAX = 3;

    private final ProjectPaths paths;
    private final WatchNotes notes;
    private final WatchTime time;

    Inspection(ProjectPaths paths, WatchNotes notes, WatchTime time) {
        this.paths = paths;
        this.notes = notes;
        this.time = time;
    }

    /** True if its stamp tells that it has the known content. */
    static boolean isSame(SeenFile known, Optional<FileStamp> stamp) {
        return known.isTrusted() && stamp.equals(Optional.ofNullable(known.stamp()));
    }

    /** Empty if it cannot be read, so that nothing new is known about it. */
    Optional<SeenFile> look(String path, Optional<SeenFile> known) {
        Path file = paths.at(path);
        try {
            SeenFile seen = read(path, file, known);
            notes.readable(path);
            return Optional.of(seen);
        } catch (IOException e) {
            notes.unreadable(path);
            return Optional.empty();
        }
    }

    /** A file that is written while it is read is read again; if it goes on, the next event will tell. */
    private SeenFile read(String path, Path file, Optional<SeenFile> known) throws IOException {
        SeenFile seen = SeenFile.gone(path);
        for (int i = 0; i < READS_MAX; i++) {
            long nanos = TimeUnit.MILLISECONDS.toNanos(time.now().toEpochMilli());
            Optional<FileStamp> stamp = FileStamp.of(file);
            if (stamp.isEmpty()) return SeenFile.gone(path);
            if (known.isPresent() && isSame(known.get(), stamp)) return known.get();
            boolean isTrusted = stamp.get().changedNanos() < nanos - FRESH_NANOS;
            try {
                seen = new SeenFile(path, stamp.get(), ContentHash.of(file, stamp.get()), isTrusted);
            } catch (NoSuchFileException replaced) {
                continue;
            }
            if (stamp.equals(FileStamp.of(file))) break;
            seen = new SeenFile(path, stamp.get(), seen.hash(), false);
        }
        remark(path, file, seen);
        return seen;
    }

    private void remark(String path, Path file, SeenFile seen) throws IOException {
        FileStamp stamp = seen.stamp();
        if (stamp == null) return;
        if (stamp.size() > ContentHash.BYTES_MAX) notes.big(path);
        if (!Files.isSymbolicLink(file) || !Files.isDirectory(file)) return;
        if (!file.toRealPath().startsWith(paths.target())) notes.outside(path);
    }
}
