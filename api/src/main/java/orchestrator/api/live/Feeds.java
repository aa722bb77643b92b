package orchestrator.api.live;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import orchestrator.api.problem.Problem;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves server-sent events, with one thread and one cursor for each client, up to a number of clients. */
public final class Feeds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Feeds.class);

    private final EventLog log;
    private final int clientsMax;
    private final Semaphore places;
    private final ExecutorService threads = FeedThreads.forFeeds();

    public Feeds(EventLog log, int clientsMax) {
        this.log = log;
        this.clientsMax = clientsMax;
        this.places = new Semaphore(clientsMax);
    }

    /** Answers the request with the source's events from {@code after} on. */
    public void serve(Context ctx, EventSource source, Cursor after) {
        if (!places.tryAcquire()) {
            throw Problem.unavailable(clientsMax + " clients are following events already; close one and try again.")
                    .header("Retry-After", "5");
        }
        ctx.future(() -> {
            begin(ctx, source, after);
            // Never completed, because the feed ends the request itself. A request can be over before its feed is;
            // completing it then would make the framework fail again and again.
            return new CompletableFuture<>();
        });
    }

    private void begin(Context ctx, EventSource source, Cursor after) {
        boolean begun = false;
        try {
            threads.execute(client(ctx, source, after));
            begun = true;
        } finally {
            if (!begun) places.release();
        }
    }

    private Runnable client(Context ctx, EventSource source, Cursor after) {
        HttpServletResponse response = ctx.res();
        response.setStatus(200);
        response.setContentType("text/event-stream; charset=utf-8");
        response.setHeader("Cache-Control", "no-cache, no-transform");
        response.setHeader("X-Accel-Buffering", "no");
        FeedClient client = FeedClient.of(ctx);
        return () -> {
            try {
                feed(client, source, after);
            } finally {
                client.end();
                places.release();
            }
        };
    }

    private void feed(FeedClient client, EventSource source, Cursor after) {
        try {
            new Feed(log, source, new SseEmitter(client.out()), after).runWhile(client::isThere);
        } catch (IOException gone) {
            LOG.debug("a client has gone or reads too slowly: {}", gone.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // The response has begun and cannot become an error; the client reconnects with its last id.
            if (!threads.isShutdown()) LOG.error("a feed broke off", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
