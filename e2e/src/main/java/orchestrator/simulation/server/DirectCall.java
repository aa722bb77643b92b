package orchestrator.simulation.server;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One call of one message with one answer. */
final class DirectCall<Q, R> extends ClientCall<Q, R> {
    private final ServerMethodDefinition<Q, R> method;
    private final Executor server;
    private final @Nullable Executor client;
    private @Nullable Listener<R> listener;
    private @Nullable Metadata headers;
    private @Nullable Q request;

    /**
     * @param server calls the service
     * @param client receives the answer; null if whoever calls the service hands it over
     */
    DirectCall(ServerMethodDefinition<Q, R> method, Executor server, @Nullable Executor client) {
        this.method = method;
        this.server = server;
        this.client = client;
    }

    @Override
    public void start(Listener<R> listener, Metadata headers) {
        this.listener = listener;
        this.headers = headers;
    }

    @Override
    public void request(int count) {}

    @Override
    public void sendMessage(Q message) {
        request = message;
    }

    @Override
    public void halfClose() {
        server.execute(this::serve);
    }

    @Override
    public void cancel(@Nullable String message, @Nullable Throwable cause) {}

    private void serve() {
        Answer answer = new Answer();
        try {
            ServerCall.Listener<Q> served =
                    method.getServerCallHandler().startCall(answer, Objects.requireNonNull(headers));
            served.onMessage(Objects.requireNonNull(request));
            served.onHalfClose();
        } catch (StatusRuntimeException e) {
            answer.close(e.getStatus(), Objects.requireNonNullElseGet(e.getTrailers(), Metadata::new));
        }
    }

    private void deliver(@Nullable R message, Status status, Metadata trailers) {
        Listener<R> receiver = Objects.requireNonNull(listener);
        receiver.onHeaders(new Metadata());
        if (message != null) receiver.onMessage(message);
        receiver.onClose(status, trailers);
    }

    private final class Answer extends ServerCall<Q, R> {
        private @Nullable R message;

        @Override
        public void request(int count) {}

        @Override
        public void sendHeaders(Metadata sent) {}

        @Override
        public void sendMessage(R sent) {
            message = sent;
        }

        @Override
        public void close(Status status, Metadata trailers) {
            if (client == null) deliver(message, status, trailers);
            else client.execute(() -> deliver(message, status, trailers));
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public MethodDescriptor<Q, R> getMethodDescriptor() {
            return method.getMethodDescriptor();
        }
    }
}
