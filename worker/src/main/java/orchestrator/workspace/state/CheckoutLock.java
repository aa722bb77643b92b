package orchestrator.workspace.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import orchestrator.git.GitFailed;
import orchestrator.workspace.request.Refused;

/**
 * A lock on a session's checkouts, held against other threads, against attempts that Temporal has given up, and
 * against other processes.
 */
public final class CheckoutLock {
    private static final Map<Path, ReentrantLock> HERE = new ConcurrentHashMap<>();

    private CheckoutLock() {}

    public interface Work<T> {
        T run() throws Refused;
    }

    public static <T> T on(Path session, Work<T> work) throws Refused {
        Path file = session.resolve("checkout.lock");
        ReentrantLock turn = HERE.computeIfAbsent(file, first -> new ReentrantLock());
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GitFailed("interrupted while waiting for " + file, e);
        }
        try {
            Files.createDirectories(session);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (!lock.isValid()) throw new GitFailed("cannot lock " + file);
                return work.run();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file, e);
        } finally {
            turn.unlock();
        }
    }
}
