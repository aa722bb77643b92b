package orchestrator.api.live;

import io.javalin.http.Context;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** The other end of a feed. The server may end its request at any time: at a broken connection, or when it stops. */
final class FeedClient {
    private final AsyncContext request;
    private final OutputStream out;
    private volatile boolean there = true;

    private FeedClient(AsyncContext request, OutputStream out) {
        this.request = request;
        this.out = out;
    }

    /** Call it after the request was made asynchronous. */
    static FeedClient of(Context ctx) {
        try {
            FeedClient client =
                    new FeedClient(ctx.req().getAsyncContext(), ctx.res().getOutputStream());
            client.request.addListener(client.new Leaving());
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot answer", e);
        }
    }

    OutputStream out() {
        return out;
    }

    boolean isThere() {
        return there;
    }

    void end() {
        if (!there) return;
        try {
            request.complete();
        } catch (IllegalStateException overAlready) {
            there = false;
        }
    }

    private final class Leaving implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            there = false;
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            there = false;
        }

        @Override
        public void onError(AsyncEvent event) {
            there = false;
        }

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
