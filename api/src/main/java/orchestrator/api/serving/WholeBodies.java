package orchestrator.api.serving;

import java.time.Duration;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Passes a request to its route only when its body is complete. Until then it holds no thread, only memory;
 * a body that takes too long is refused.
 */
public final class WholeBodies extends Handler.Wrapper {
    private final Predicate<Request> isWaitedFor;
    private final int bytesMax;
    private final Duration limit;
    private final MemoryBudget budget;

    /**
     * @param isWaitedFor true if the request's body is worth waiting for; others are refused without it
     * @param bytesMax of a body; one byte more shows that it is too large, the rest is discarded
     */
    public WholeBodies(Predicate<Request> isWaitedFor, int bytesMax, Duration limit, MemoryBudget budget) {
        this.isWaitedFor = isWaitedFor;
        this.bytesMax = bytesMax;
        this.limit = limit;
        this.budget = budget;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!hasBody(request) || !isWaitedFor.test(request)) return super.handle(request, response, callback);
        new BodyReader(request, response, callback, bytesMax, budget, this::pass).start(limit);
        return true;
    }

    private static boolean hasBody(Request request) {
        return request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) > 0
                || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    private void pass(Request whole, Response response, Callback callback) {
        try {
            if (!super.handle(whole, response, callback)) Response.writeError(whole, response, callback, 404);
        } catch (Exception e) {
            Response.writeError(whole, response, callback, e);
        }
    }
}
