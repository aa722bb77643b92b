package orchestrator.watch;

import java.nio.file.Path;
import orchestrator.watch.source.ChangeSource;
import orchestrator.watch.source.InotifySource;
import orchestrator.watch.source.PollingSource;
import orchestrator.watch.source.WatchesExhausted;

/** The present source of changes. If the system does not watch so many directories, they are looked at from then on. */
final class Sources {
    private final WatchNotes notes;
    private volatile ChangeSource current;
    private volatile boolean hasChanged;

    /** Begins to watch. */
    interface Opening {
        ChangeSource open() throws WatchesExhausted;
    }

    /** Java watches by looking, too, on systems other than Linux, and more slowly than we do. */
    static Opening system() {
        boolean isLinux = System.getProperty("os.name", "").startsWith("Linux");
        if (isLinux) return InotifySource::open;
        return () -> {
            throw new WatchesExhausted("this system has no inotify");
        };
    }

    Sources(Opening opening, WatchNotes notes) {
        this.notes = notes;
        ChangeSource source;
        try {
            source = opening.open();
        } catch (WatchesExhausted e) {
            source = looking(e);
        }
        current = source;
    }

    private ChangeSource looking(WatchesExhausted why) {
        notes.mode("Files are looked at every few seconds, because " + why.getMessage() + ".");
        return new PollingSource();
    }

    ChangeSource current() {
        return current;
    }

    void add(Path directory) {
        try {
            current.add(directory);
        } catch (WatchesExhausted e) {
            ChangeSource before = current;
            current = looking(e);
            hasChanged = true;
            before.close();
        }
    }

    /** True, once, if everything has to be looked at because the source is another. */
    boolean hasChanged() {
        boolean changed = hasChanged;
        hasChanged = false;
        return changed;
    }
}
