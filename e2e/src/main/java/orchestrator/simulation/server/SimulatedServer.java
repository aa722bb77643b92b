package orchestrator.simulation.server;

import io.grpc.BindableService;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Executor;

/** Temporal's test server, without threads and without a clock of its own. */
final class SimulatedServer implements Closeable {
    static final String NAMESPACE = "default";

    private final ServerJobs jobs = new ServerJobs();
    private final Executor threads;
    private final Closeable server;
    private final VirtualTime time;
    private final ServerQueues queues;
    private final DirectChannel channel;

    /**
     * It works for the scenario of this thread.
     *
     * @param threads for calls that wait for the scenario
     */
    SimulatedServer(Executor threads) {
        this.threads = threads;
        jobs.enter();
        server = start();
        time = new VirtualTime(Inside.read(server, "selfAdvancingTimer"), SimulatedTemporal.BEGIN);
        queues = new ServerQueues(Inside.read(server, "workflowStore"));
        List<BindableService> services = ((List<?>) Inside.read(server, "services"))
                .stream().map(BindableService.class::cast).toList();
        channel = new DirectChannel(services, this::callInThread);
        addSearchAttributes();
    }

    private static Closeable start() {
        try {
            return (Closeable) ServerClasses.find("TestServicesStarter")
                    .getConstructor(boolean.class, long.class)
                    .newInstance(true, SimulatedTemporal.BEGIN.toEpochMilli());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the test server cannot be made", e);
        }
    }

    private void callInThread(Runnable call) {
        threads.execute(() -> {
            jobs.enter();
            try {
                call.run();
            } finally {
                ServerJobs.leave();
            }
        });
    }

    private void addSearchAttributes() {
        AddSearchAttributesRequest.Builder request =
                AddSearchAttributesRequest.newBuilder().setNamespace(NAMESPACE);
        for (String name : new String[] {"OrchestratorPhase", "OrchestratorHold", "OrchestratorTarget"}) {
            request.putSearchAttributes(name, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);
        }
        request.putSearchAttributes("OrchestratorCostUsd", IndexedValueType.INDEXED_VALUE_TYPE_DOUBLE);
        OperatorServiceGrpc.newBlockingStub(channel).addSearchAttributes(request.build());
    }

    DirectChannel channel() {
        return channel;
    }

    VirtualTime time() {
        return time;
    }

    ServerQueues queues() {
        return queues;
    }

    /** Does what is due; false if nothing was. */
    boolean runDue() {
        boolean ran = jobs.runAll();
        return time.runDue() || ran;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            ServerJobs.leave();
        }
    }
}
