package orchestrator.api.serving;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/** Reads one body as it arrives, until it is complete or the time is up. */
final class BodyReader {
    /** A client that is still sending when the connection closes never sees the answer. */
    private static final int DISCARDED_BYTES_MAX = 16 * 1024 * 1024;

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final int bytesMax;
    private final MemoryBudget budget;
    private final Next next;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final AtomicBoolean decided = new AtomicBoolean();
    private long discarded;
    private volatile Scheduler.Task clock = () -> false;

    BodyReader(Request request, Response response, Callback callback, int bytesMax, MemoryBudget budget, Next next) {
        this.request = request;
        this.response = response;
        this.callback = Callback.from(callback, () -> budget.give(body.size()));
        this.bytesMax = bytesMax;
        this.budget = budget;
        this.next = next;
    }

    /** Handles the request once its body is there. */
    interface Next {
        void handle(Request whole, Response response, Callback callback);
    }

    void start(Duration limit) {
        Scheduler scheduler = request.getComponents().getScheduler();
        clock = scheduler.schedule(() -> refuse(408), limit.toMillis(), TimeUnit.MILLISECONDS);
        read();
    }

    private void read() {
        while (!decided.get()) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this::read);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                if (decide()) callback.failed(chunk.getFailure());
                return;
            }
            boolean kept = keep(chunk.getByteBuffer());
            boolean last = chunk.isLast();
            chunk.release();
            if (!kept) refuse(503);
            if (last || discarded > DISCARDED_BYTES_MAX) pass();
        }
    }

    /** One byte beyond the limit is kept, so that it shows. */
    private boolean keep(ByteBuffer bytes) {
        int wanted = Math.min(bytes.remaining(), bytesMax + 1 - body.size());
        discarded += bytes.remaining() - wanted;
        if (!budget.take(wanted)) return false;
        byte[] part = new byte[wanted];
        bytes.get(part);
        body.writeBytes(part);
        return true;
    }

    private void pass() {
        if (decide()) next.handle(new Whole(request, body.toByteArray()), response, callback);
    }

    private void refuse(int status) {
        if (!decide()) return;
        response.getHeaders().put("Connection", "close");
        Response.writeError(request, response, callback, status);
    }

    private boolean decide() {
        clock.cancel();
        return decided.compareAndSet(false, true);
    }

    /** The request with its body in memory. */
    private static final class Whole extends Request.Wrapper {
        private final Content.Source content;

        Whole(Request request, byte[] body) {
            super(request);
            content = Content.Source.from(ByteBuffer.wrap(body));
        }

        @Override
        public Content.Chunk read() {
            return content.read();
        }

        @Override
        public void demand(Runnable available) {
            content.demand(available);
        }
    }
}
