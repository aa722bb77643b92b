package orchestrator.api.live;

import io.javalin.http.Context;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import orchestrator.eventlog.Cursor;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The other end of a feed: its place in the log, and at most one write under way, for which no thread waits. The server
 * may end its request at any time: at a broken connection, at a client that reads nothing, or when it stops.
 */
final class FeedClient {
    private static final Logger LOG = LoggerFactory.getLogger(FeedClient.class);

    private final AsyncContext request;
    private final Response response;
    private final Consumer<FeedClient> onLeaving;
    private final AtomicBoolean left = new AtomicBoolean();
    private volatile boolean requestIsOver;
    private volatile Cursor cursor;
    private volatile long sentAt = System.nanoTime();

    private FeedClient(AsyncContext request, Response response, Cursor after, Consumer<FeedClient> onLeaving) {
        this.request = request;
        this.response = response;
        this.cursor = after;
        this.onLeaving = onLeaving;
    }

    /** Call it after the request was made asynchronous. */
    static FeedClient of(Context ctx, Cursor after, Consumer<FeedClient> onLeaving) {
        Response response =
                ServletContextRequest.getServletContextRequest(ctx.req()).getServletContextResponse();
        AsyncContext request = ctx.req().getAsyncContext();
        FeedClient client = new FeedClient(request, response, after, onLeaving);
        request.addListener(client.new Leaving());
        return client;
    }

    /** After the last event that was sent to it, or that it does not want. */
    Cursor cursor() {
        return cursor;
    }

    /** There is no event for it before this place. Only who has got the client from its topic may move it. */
    void moveTo(Cursor place) {
        cursor = place;
    }

    boolean hasLeft() {
        return left.get();
    }

    boolean hasGotNothingFor(long nanos) {
        return System.nanoTime() - sentAt >= nanos;
    }

    /**
     * Sends events.
     *
     * @param next the client's place once they are sent
     * @param sent runs when the client can take more, perhaps at once
     */
    void send(ByteBuffer events, Cursor next, Runnable sent) {
        send(events, () -> {
            cursor = next;
            sent.run();
        });
    }

    /** Only who has got the client from its topic may send, and one thing at a time. */
    void send(ByteBuffer bytes, Runnable sent) {
        sentAt = System.nanoTime();
        try {
            response.write(false, bytes, Callback.from(InvocationType.NON_BLOCKING, sent, this::lose));
        } catch (IllegalStateException overAlready) {
            lose(overAlready);
        }
    }

    private void lose(Throwable because) {
        LOG.debug("a client has gone or reads too slowly: {}", because.toString());
        end();
    }

    /** Ends the request; the client may come back. */
    void end() {
        leave();
        if (requestIsOver) return;
        try {
            request.complete();
        } catch (IllegalStateException overAlready) {
            requestIsOver = true;
        }
    }

    private void leave() {
        if (left.compareAndSet(false, true)) onLeaving.accept(this);
    }

    private final class Leaving implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            requestIsOver = true;
            leave();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            onComplete(event);
        }

        @Override
        public void onError(AsyncEvent event) {
            onComplete(event);
        }

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
