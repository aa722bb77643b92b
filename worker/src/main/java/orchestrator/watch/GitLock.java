package orchestrator.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import orchestrator.watch.tree.FileStamp;
import org.jspecify.annotations.Nullable;

/**
 * Git's lock on the project's files, which it holds during a checkout or a step of a rebase. It is waited for, but not
 * for ever: a git that was killed leaves its lock behind.
 */
final class GitLock {
    private static final long WAIT_MILLIS_MAX = Duration.ofSeconds(60).toMillis();

    private final Optional<Path> lock;
    private final WatchNotes notes;
    private @Nullable FileStamp held;
    private long since;

    GitLock(Optional<Path> lock, WatchNotes notes) {
        this.lock = lock;
        this.notes = notes;
    }

    boolean isHeld(long nowMillis) {
        FileStamp stamp = lock.flatMap(GitLock::stamp).orElse(null);
        if (stamp == null) {
            held = null;
            notes.lock("");
            return false;
        }
        if (!stamp.equals(held)) {
            held = stamp;
            since = nowMillis;
        }
        boolean isStale = nowMillis - since >= WAIT_MILLIS_MAX;
        if (isStale)
            notes.lock("Changes are taken although " + lock.orElseThrow() + " exists, because it has been there for "
                    + WAIT_MILLIS_MAX / 1_000 + " s; remove it if no git is running.");
        return !isStale;
    }

    private static Optional<FileStamp> stamp(Path file) {
        try {
            return FileStamp.of(file);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
