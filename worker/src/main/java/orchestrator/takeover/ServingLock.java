package orchestrator.takeover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Of the workers that one supervisor runs, the holder of this lock serves; another one waits for it, warm, as the
 * standby. The system frees the lock in the instant the holder is dead, and wakes the other, which until then needs no
 * processor time. A stopped (SIGSTOP) worker is not dead, and keeps it.
 */
public final class ServingLock {
    /** For as long as this process lives: a channel that nobody refers to is closed, which gives its lock away. */
    private static final Set<FileChannel> OPEN = ConcurrentHashMap.newKeySet();

    private final CompletableFuture<Void> turn = new CompletableFuture<>();

    private ServingLock() {}

    /** For a worker that was started by hand: it serves beside any other. */
    public static ServingLock none() {
        ServingLock lock = new ServingLock();
        lock.turn.complete(null);
        return lock;
    }

    /** Waits in the background, if another process has it. */
    public static ServingLock in(Path file) {
        ServingLock lock = new ServingLock();
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            OPEN.add(channel);
            if (channel.tryLock() != null) lock.turn.complete(null);
            else lock.waitFor(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file, e);
        }
        return lock;
    }

    private void waitFor(FileChannel channel) {
        Thread thread = new Thread(() -> take(channel), "serving-lock");
        thread.setDaemon(true);
        thread.start();
    }

    private void take(FileChannel channel) {
        try {
            channel.lock();
            turn.complete(null);
        } catch (IOException e) {
            turn.completeExceptionally(new UncheckedIOException("cannot wait for the serving worker's lock", e));
        }
    }

    /** True if this process serves, false if it is the standby. */
    public boolean isHeld() {
        return turn.isDone();
    }

    /** Completes when this process serves. */
    public CompletableFuture<Void> turn() {
        return turn;
    }
}
