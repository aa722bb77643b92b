package orchestrator.follow;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wakes followers when a file in their launch's directory changes. One watch service serves the whole worker. */
public final class OutputWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OutputWatch.class);
    private static final long POLL_MILLIS_MIN = 5;
    private static final long POLL_MILLIS_MAX = 250;
    /** With a file watch, this interval is for changes that touch no file, such as a killed process. */
    private static final long LOOK_ANYWAY_MILLIS = 1_000;

    private final @Nullable WatchService service;
    private final Map<WatchKey, Semaphore> bells = new ConcurrentHashMap<>();
    private final long lookAnywayMillis;

    public OutputWatch() {
        this(LOOK_ANYWAY_MILLIS);
    }

    /** @param lookAnywayMillis the longest time without a look although no file changes */
    OutputWatch(long lookAnywayMillis) {
        this.lookAnywayMillis = lookAnywayMillis;
        service = open();
        if (service != null) {
            Thread thread = new Thread(() -> ring(service), "output-watch");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** One watched directory. */
    public final class Watched implements AutoCloseable {
        private final @Nullable WatchKey key;
        private final Semaphore bell = new Semaphore(0);
        private long pollMillis = POLL_MILLIS_MIN;

        private Watched(Path directory) {
            key = register(directory, bell);
        }

        /** Returns when something changed, or after the interval; false if a file watch saw no change. */
        public boolean await(long atMostMillis) throws InterruptedException {
            long wait = key != null ? lookAnywayMillis : pollMillis;
            boolean rang = bell.tryAcquire(Math.max(1, Math.min(wait, atMostMillis)), TimeUnit.MILLISECONDS);
            bell.drainPermits();
            pollMillis = Math.min(POLL_MILLIS_MAX, pollMillis * 2);
            return rang || key == null;
        }

        /** Polls faster again: more output may follow soon. */
        public void news() {
            pollMillis = POLL_MILLIS_MIN;
        }

        @Override
        public void close() {
            if (key == null) return;
            bells.remove(key, bell);
            key.cancel();
        }
    }

    public Watched on(Path directory) {
        return new Watched(directory);
    }

    private @Nullable WatchKey register(Path directory, Semaphore bell) {
        if (service == null) return null;
        try {
            WatchKey key = directory.register(
                    service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            bells.put(key, bell);
            return key;
        } catch (IOException e) {
            log.warn("no file watch, polling instead: directory={} reason={}", directory, e.getMessage());
            return null;
        }
    }

    private void ring(WatchService watch) {
        try {
            while (true) {
                WatchKey key = watch.take();
                key.pollEvents();
                Semaphore bell = bells.get(key);
                if (bell != null) bell.release();
                key.reset();
            }
        } catch (InterruptedException | ClosedWatchServiceException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static @Nullable WatchService open() {
        try {
            return FileSystems.getDefault().newWatchService();
        } catch (IOException e) {
            log.warn("no file watch on this machine, polling instead: {}", e.getMessage());
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        if (service != null) service.close();
    }
}
