package orchestrator.api.serving;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;

/**
 * Closes connections whose request headers take too long. The server's own idle timeout restarts with every
 * byte, so that a byte now and then would keep a connection open for ever.
 */
public final class SlowHeads implements Connection.Listener, AutoCloseable {
    private static final long LOOK_MILLIS = 1_000;

    private final Duration limit;
    private final Clock clock;
    private final Map<Connection, Progress> open = new ConcurrentHashMap<>();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "slow-heads");
        thread.setDaemon(true);
        return thread;
    });

    public SlowHeads(Duration limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
        looks.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** @param requests that had come when bytes of the next one were first seen */
    private record Progress(long requests, long bytes, Instant since) {}

    @Override
    public void onOpened(Connection connection) {
        open.put(connection, new Progress(0, 0, clock.instant()));
    }

    @Override
    public void onClosed(Connection connection) {
        open.remove(connection);
    }

    private void look() {
        if (open.isEmpty()) return;
        open.forEach((connection, before) -> {
            boolean answering = connection.getMessagesIn() > connection.getMessagesOut();
            boolean moved = connection.getMessagesIn() > before.requests();
            boolean silent = connection.getBytesIn() == before.bytes();
            if (answering || moved || silent) open.replace(connection, before, now(connection));
            else if (before.since().plus(limit).isBefore(clock.instant()))
                connection.getEndPoint().close();
        });
    }

    private Progress now(Connection connection) {
        return new Progress(connection.getMessagesIn(), connection.getBytesIn(), clock.instant());
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
