package orchestrator.watch.source;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells nothing; whoever uses it looks at everything at intervals. */
public final class PollingSource implements ChangeSource {
    private final Set<Path> directories = new HashSet<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public synchronized void add(Path directory) {
        directories.add(directory);
    }

    @Override
    public synchronized void removeBelow(Path directory) {
        directories.removeIf(known -> known.startsWith(directory));
    }

    @Override
    public synchronized boolean holds(Path directory) {
        return directories.contains(directory);
    }

    @Override
    public synchronized boolean contains(Path directory) {
        return directories.contains(directory);
    }

    @Override
    public ChangeSignals await(long millis) throws InterruptedException {
        closed.await(Math.max(0, millis), TimeUnit.MILLISECONDS);
        return ChangeSignals.NONE;
    }

    @Override
    public String mode() {
        return "polling";
    }

    @Override
    public boolean isBlind() {
        return true;
    }

    @Override
    public synchronized int directories() {
        return directories.size();
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
