package orchestrator.workspace.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import orchestrator.git.GitFailed;
import orchestrator.process.Turns;
import orchestrator.workspace.request.Refused;

/**
 * A lock on a session's checkouts, held against other threads, against attempts that Temporal has given up, and
 * against other processes.
 */
public final class CheckoutLock {
    private static final Turns<Path> HERE = new Turns<>();

    private CheckoutLock() {}

    public interface Work<T> {
        T run() throws Refused;
    }

    public static <T> T on(Path session, Work<T> work) throws Refused {
        Path file = session.resolve("checkout.lock");
        ReentrantLock turn = HERE.use(file);
        try {
            return inTurn(turn, session, file, work);
        } finally {
            HERE.giveBack(file);
        }
    }

    private static <T> T inTurn(ReentrantLock turn, Path session, Path file, Work<T> work) throws Refused {
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
