package orchestrator.watch.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import orchestrator.fault.FaultText;
import org.jspecify.annotations.Nullable;

/** One watch for each directory, by Java's service, which on Linux stands on inotify. Idle it costs nothing. */
public final class InotifySource implements ChangeSource {
    private static final WatchEvent.Kind<?>[] KINDS = {
        StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_DELETE
    };

    private final WatchService service;
    private final Map<WatchKey, Path> directories = new HashMap<>();
    private final Map<Path, Watch> watches = new HashMap<>();

    /** @param fileKey tells a directory from another one that takes its place */
    private record Watch(WatchKey key, @Nullable Object fileKey) {}

    public InotifySource(WatchService service) {
        this.service = service;
    }

    public static ChangeSource open() throws WatchesExhausted {
        try {
            return new InotifySource(FileSystems.getDefault().newWatchService());
        } catch (IOException | UnsupportedOperationException e) {
            throw new WatchesExhausted("no directory can be watched: " + FaultText.of(e)
                    + ". Raise fs.inotify.max_user_instances with sysctl to have changes at once");
        }
    }

    @Override
    public synchronized void add(Path directory) throws WatchesExhausted {
        try {
            if (holds(directory)) return;
            remove(directory);
            Object fileKey = fileKey(directory);
            WatchKey key = register(directory);
            watches.put(directory, new Watch(key, fileKey));
            directories.put(key, directory);
        } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException gone) {
            // It is gone, or its listing will show that it cannot be read.
        } catch (IOException e) {
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) return;
            throw new WatchesExhausted("the system watches no more than " + watches.size()
                    + " directories here: " + FaultText.of(e)
                    + ". Raise fs.inotify.max_user_watches with sysctl to have changes at once");
        }
    }

    /** A directory that was moved still has the watch of its old place, which would tell the old names. */
    private WatchKey register(Path directory) throws IOException {
        WatchKey key = directory.register(service, KINDS);
        Path old = directories.get(key);
        if (old == null || old.equals(directory)) return key;
        remove(old);
        return directory.register(service, KINDS);
    }

    private static @Nullable Object fileKey(Path directory) throws IOException {
        return Files.readAttributes(directory, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    @Override
    public synchronized void removeBelow(Path directory) {
        List<Path> gone = watches.keySet().stream()
                .filter(watched -> watched.startsWith(directory))
                .toList();
        gone.forEach(this::remove);
    }

    private void remove(Path directory) {
        Watch watch = watches.remove(directory);
        if (watch == null) return;
        directories.remove(watch.key());
        watch.key().cancel();
    }

    @Override
    public synchronized boolean holds(Path directory) {
        Watch watch = watches.get(directory);
        try {
            return watch != null && watch.key().isValid() && Objects.equals(watch.fileKey(), fileKey(directory));
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public synchronized boolean contains(Path directory) {
        return watches.containsKey(directory);
    }

    @Override
    public ChangeSignals await(long millis) throws InterruptedException {
        try {
            WatchKey key = millis <= 0 ? service.poll() : service.poll(millis, TimeUnit.MILLISECONDS);
            if (key == null) return ChangeSignals.NONE;
            Set<Path> paths = new HashSet<>();
            boolean everywhere = false;
            for (; key != null; key = service.poll()) everywhere |= drain(key, paths);
            return new ChangeSignals(paths, everywhere);
        } catch (ClosedWatchServiceException closed) {
            return ChangeSignals.NONE;
        }
    }

    /** Returns true if events were lost. */
    private synchronized boolean drain(WatchKey key, Set<Path> paths) {
        Path directory = directories.get(key);
        boolean lost = false;
        for (WatchEvent<?> event : key.pollEvents()) {
            if (event.kind() == StandardWatchEventKinds.OVERFLOW) lost = true;
            else if (directory != null && event.context() instanceof Path name) paths.add(directory.resolve(name));
        }
        if (!key.reset() && directory != null) {
            remove(directory);
            paths.add(directory);
        }
        return lost;
    }

    @Override
    public String mode() {
        return "inotify";
    }

    @Override
    public boolean isBlind() {
        return false;
    }

    @Override
    public synchronized int directories() {
        return watches.size();
    }

    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot end a watch", e);
        }
    }
}
