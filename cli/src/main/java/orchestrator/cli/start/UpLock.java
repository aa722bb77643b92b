package orchestrator.cli.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import orchestrator.cli.output.ProgressOutput;
import orchestrator.home.Home;

/** Allows one {@code up} or {@code down} at a time per data directory. The system releases the lock if its holder dies. */
final class UpLock implements AutoCloseable {
    private final FileChannel channel;

    private UpLock(FileChannel channel) {
        this.channel = channel;
    }

    static UpLock take(Home home, ProgressOutput progress) {
        try {
            FileChannel channel =
                    FileChannel.open(home.file("up.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                progress.say("Another `orchestrate` is starting or stopping services; waiting for it …");
                channel.lock();
            }
            return new UpLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + home.file("up.lock"), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release the lock", e);
        }
    }
}
