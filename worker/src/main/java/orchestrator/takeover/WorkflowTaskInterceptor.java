package orchestrator.takeover;

import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueResponse;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskFailedRequest;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the token of each workflow task from its poll until Temporal has its answer, and the token of each activity
 * from its poll. The SDK exposes these tokens, or exposes them so early, only in its gRPC messages.
 */
public final class WorkflowTaskInterceptor implements ClientInterceptor {
    private final TaskTokens tokens;
    private final Map<ByteString, Path> inHand = new ConcurrentHashMap<>();

    public WorkflowTaskInterceptor(TaskTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        ClientCall<Q, A> call = next.newCall(method, options);
        return switch (String.valueOf(method.getBareMethodName())) {
            case "PollWorkflowTaskQueue",
                    "PollActivityTaskQueue",
                    "RespondWorkflowTaskCompleted",
                    "RespondWorkflowTaskFailed" -> new Watched<>(call);
            default -> call;
        };
    }

    private void fetched(Object answer) {
        if (answer instanceof PollWorkflowTaskQueueResponse task) keep(task);
        if (answer instanceof RespondWorkflowTaskCompletedResponse next && next.hasWorkflowTask()) {
            keep(next.getWorkflowTask());
        }
        if (answer instanceof RespondWorkflowTaskCompletedResponse next) {
            next.getActivityTasksList().forEach(this::keep);
        }
        if (answer instanceof PollActivityTaskQueueResponse activity) keep(activity);
    }

    /** A worker that is killed before it begins the activity has its token on disk, too. */
    private void keep(PollActivityTaskQueueResponse task) {
        if (task.getTaskToken().isEmpty()) return;
        String type = task.getActivityType().getName();
        tokens.keepArrived(
                task.getTaskToken(), type + " of " + task.getWorkflowExecution().getWorkflowId());
    }

    private void keep(PollWorkflowTaskQueueResponse task) {
        if (task.getTaskToken().isEmpty() || task.hasQuery()) return;
        String what = "workflow task of " + task.getWorkflowExecution().getWorkflowId();
        inHand.put(task.getTaskToken(), tokens.keep(task.getTaskToken().toByteArray(), what, true));
    }

    private void answered(ByteString token) {
        Path file = inHand.remove(token);
        if (file != null) tokens.drop(file);
    }

    private static ByteString tokenOf(Object request) {
        if (request instanceof RespondWorkflowTaskCompletedRequest completed) return completed.getTaskToken();
        if (request instanceof RespondWorkflowTaskFailedRequest failed) return failed.getTaskToken();
        return ByteString.EMPTY;
    }

    private final class Watched<Q, A> extends SimpleForwardingClientCall<Q, A> {
        private ByteString token = ByteString.EMPTY;

        Watched(ClientCall<Q, A> call) {
            super(call);
        }

        @Override
        public void start(Listener<A> listener, Metadata headers) {
            super.start(
                    new SimpleForwardingClientCallListener<>(listener) {
                        @Override
                        public void onMessage(A answer) {
                            fetched(answer);
                            super.onMessage(answer);
                        }

                        @Override
                        public void onClose(Status status, Metadata trailers) {
                            // A refusal is an answer, too: Temporal gave the task to another worker, or it is over.
                            boolean unknown = status.getCode() == Status.Code.UNAVAILABLE
                                    || status.getCode() == Status.Code.DEADLINE_EXCEEDED;
                            if (!token.isEmpty() && !unknown) answered(token);
                            super.onClose(status, trailers);
                        }
                    },
                    headers);
        }

        @Override
        public void sendMessage(Q request) {
            token = tokenOf(request);
            super.sendMessage(request);
        }
    }
}
