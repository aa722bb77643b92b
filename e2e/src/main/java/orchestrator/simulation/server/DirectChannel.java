package orchestrator.simulation.server;

import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Calls a service in the caller's own thread, without a queue or a copy between. */
final class DirectChannel extends ManagedChannel {
    /** The server answers only after a worker has, so it waits in a thread of its own. */
    private static final String WAITING = "QueryWorkflow";

    /** The server would wait here, too. Nobody needs its answer, so its time is over at once. */
    private static final String NOT_AWAITED = "UpdateWorkflowExecution";

    private static final Context NO_TIME =
            Context.ROOT.withDeadline(Deadline.after(-1, TimeUnit.SECONDS), Executors.newScheduledThreadPool(0));

    private final Map<String, ServerMethodDefinition<?, ?>> methods = new HashMap<>();
    private final Executor waiting;
    private boolean shutdown;

    DirectChannel(Collection<? extends BindableService> services, Executor waiting) {
        this.waiting = waiting;
        services.forEach(service -> service.bindService()
                .getMethods()
                .forEach(method -> methods.put(method.getMethodDescriptor().getFullMethodName(), method)));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <Q, R> ClientCall<Q, R> newCall(MethodDescriptor<Q, R> method, CallOptions options) {
        ServerMethodDefinition<Q, R> served = (ServerMethodDefinition<Q, R>)
                Objects.requireNonNull(methods.get(method.getFullMethodName()), method.getFullMethodName());
        return new DirectCall<>(served, server(String.valueOf(method.getBareMethodName())), options.getExecutor());
    }

    private Executor server(String method) {
        if (method.equals(WAITING)) return waiting;
        return method.equals(NOT_AWAITED) ? NO_TIME::run : Runnable::run;
    }

    @Override
    public String authority() {
        return "simulation";
    }

    @Override
    public ManagedChannel shutdown() {
        shutdown = true;
        return this;
    }

    @Override
    public ManagedChannel shutdownNow() {
        return shutdown();
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return shutdown;
    }
}
