package orchestrator.watch.source;

import java.nio.file.Path;

/** Tells which paths may have changed. It may tell too many, never too few. */
public interface ChangeSource extends AutoCloseable {

    /** Tells from now on what happens to the children of this directory, which may be watched already. */
    void add(Path directory) throws WatchesExhausted;

    /** Forgets this directory and all below it. */
    void removeBelow(Path directory);

    /** True if exactly this directory is watched, and not one that was at its place before. */
    boolean holds(Path directory);

    /** True if a directory at this place is watched. */
    boolean contains(Path directory);

    /** Waits for at most this long, and returns all that has been told. */
    ChangeSignals await(long millis) throws InterruptedException;

    /** {@code inotify} or {@code polling}. */
    String mode();

    /** True if it tells nothing, so that one has to look. */
    boolean isBlind();

    int directories();

    /** Ends a wait, too. */
    @Override
    void close();
}
