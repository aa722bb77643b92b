package orchestrator.chaos.load;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import orchestrator.harness.EventClient;

/** A client of one session's event stream that reconnects with {@code Last-Event-ID} after every kill of the API. */
public final class FeedListener {

    private static final long BACK_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final InstalledOrchestrator installed;
    private final String session;
    private final List<Long> heard = new ArrayList<>();
    private volatile boolean ended;

    private FeedListener(InstalledOrchestrator installed, String session) {
        this.installed = installed;
        this.session = session;
    }

    static FeedListener of(InstalledOrchestrator installed, String session) {
        FeedListener listener = new FeedListener(installed, session);
        Thread thread = new Thread(listener::listen, "listener-" + session);
        thread.setDaemon(true);
        thread.start();
        return listener;
    }

    /** True once the API has sent the end of the session. */
    public boolean ended() {
        return ended;
    }

    /** Ids in order of arrival. */
    public List<Long> ids() {
        synchronized (heard) {
            return List.copyOf(heard);
        }
    }

    private void listen() {
        while (!ended) {
            try (EventClient client = EventClient.reconnect(installed.api(), session, last(), this::hear)) {
                client.awaitEnd();
                ended = client.ended();
            } catch (UncheckedIOException | AssertionError away) {
                // The API will be restarted in a moment.
            }
            if (!ended) LockSupport.parkNanos(BACK_AFTER_NANOS);
        }
    }

    private long last() {
        List<Long> ids = ids();
        return ids.isEmpty() ? 0 : ids.get(ids.size() - 1);
    }

    private void hear(EventClient.Arrived event) {
        if (!event.name().endsWith("_event")) return;
        synchronized (heard) {
            heard.add(event.id());
        }
    }
}
