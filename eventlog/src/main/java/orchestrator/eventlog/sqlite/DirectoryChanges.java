package orchestrator.eventlog.sqlite;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import orchestrator.eventlog.database.CommitSignal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the database's directory: every commit of any process writes to the {@code -wal} file there. If the system
 * cannot watch the directory because its watches are used up, this only waits.
 */
final class DirectoryChanges implements CommitSignal {
    private static final Logger log = LoggerFactory.getLogger(DirectoryChanges.class);

    private static final Duration WATCHED = Duration.ofSeconds(1);

    /** The longest time until a commit is noticed without a watch. */
    private static final Duration POLLED = Duration.ofMillis(50);

    /** Starts a watch service. */
    interface Watching {
        WatchService start() throws IOException;
    }

    private @Nullable WatchService service;

    private DirectoryChanges(@Nullable WatchService service) {
        this.service = service;
    }

    static DirectoryChanges of(Path directory, Watching watching) {
        WatchService service = null;
        try {
            service = watching.start();
            directory.register(service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            return new DirectoryChanges(service);
        } catch (IOException | UnsupportedOperationException e) {
            log.warn("event log is polled, not watched directory={} reason={}", directory, e.getMessage());
            end(service);
            return new DirectoryChanges(null);
        }
    }

    @Override
    public Duration reliableFor() {
        return service == null ? POLLED : WATCHED;
    }

    @Override
    public boolean await(long millis) throws InterruptedException {
        WatchService watched = service;
        if (watched == null) {
            Thread.sleep(millis);
            return false;
        }
        try {
            return seen(watched, watched.poll(millis, TimeUnit.MILLISECONDS));
        } catch (ClosedWatchServiceException e) {
            service = null;
            return false;
        }
    }

    /** A key that cannot be reset means that the directory is gone. */
    private boolean seen(WatchService watched, @Nullable WatchKey key) {
        if (key == null) return false;
        key.pollEvents();
        if (!key.reset()) {
            end(watched);
            service = null;
        }
        return true;
    }

    private static void end(@Nullable WatchService watched) {
        if (watched == null) return;
        try {
            watched.close();
        } catch (IOException e) {
            log.debug("the watch on the event log did not close", e);
        }
    }

    @Override
    public void close() {
        end(service);
    }
}
