package orchestrator.simulation.server;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A call that is not made before it is released. */
final class DelayedCall<Q, R> extends ClientCall<Q, R> {
    private final ClientCall<Q, R> call;
    private final Consumer<Q> onRequest;
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean released;

    /** @param onRequest receives the request of a call that waits */
    DelayedCall(ClientCall<Q, R> call, Consumer<Q> onRequest) {
        this.call = call;
        this.onRequest = onRequest;
    }

    private synchronized void enqueue(Runnable what) {
        if (released) what.run();
        else waiting.add(what);
    }

    synchronized void release() {
        released = true;
        waiting.forEach(Runnable::run);
        waiting.clear();
    }

    @Override
    public void start(Listener<R> listener, Metadata headers) {
        enqueue(() -> call.start(listener, headers));
    }

    @Override
    public void request(int count) {
        enqueue(() -> call.request(count));
    }

    @Override
    public void sendMessage(Q message) {
        enqueue(() -> call.sendMessage(message));
        onRequest.accept(message);
    }

    @Override
    public void halfClose() {
        enqueue(call::halfClose);
    }

    /** Ends a call that waits, too, so that a worker that shuts down is not kept. */
    @Override
    public void cancel(@Nullable String message, @Nullable Throwable cause) {
        release();
        call.cancel(message, cause);
    }
}
