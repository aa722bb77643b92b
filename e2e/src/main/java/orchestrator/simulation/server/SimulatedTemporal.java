package orchestrator.simulation.server;

import com.google.common.util.concurrent.ListenableFuture;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.internal.worker.WorkflowExecutorCache;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import orchestrator.session.request.SessionRequest.InvalidRequest;
import orchestrator.signing.OwnAnswers;
import orchestrator.signing.SignedConverter;
import orchestrator.signing.SigningKey;

/** A test server and a worker with the real workflows, stepped by hand in the scenario's own thread. */
public final class SimulatedTemporal implements AutoCloseable {
    /** Every scenario begins at this time. */
    public static final Instant BEGIN = Instant.parse("2030-01-01T00:00:00Z");

    /** Of the machine's time, which may be short of processors, or stand still for minutes. */
    private static final long PATIENCE_SECONDS = 600;

    private final ExecutorService threads = ScenarioThreads.forWaiting();
    private final SimulatedServer server = new SimulatedServer(threads);
    private final ReadOnce converter;
    private final WorkflowServiceStubs stubs;
    private final WorkflowClient client;
    private final WorkerFactory factory;
    private final SteppedWorkflows workflows;
    private final List<SteppedActivities> activities = new ArrayList<>();
    private final Consumer<PolledCall> calls;

    /**
     * @param queues of the hosts; the first one is shared and works on workflows too
     * @param activities that each of the queues serves
     * @param calls receives each call that a worker has taken
     */
    public SimulatedTemporal(
            SigningKey key,
            List<Class<?>> workflows,
            List<String> queues,
            Object[] activities,
            WorkerInterceptor gate,
            Consumer<PolledCall> calls) {
        this.calls = calls;
        converter = new ReadOnce(new SignedConverter(key));
        stubs = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setChannel(server.channel())
                .build());
        client = WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(SimulatedServer.NAMESPACE)
                        .setDataConverter(converter)
                        .setWorkerHeartbeatInterval(Duration.ofSeconds(-1))
                        .build());
        factory = WorkerFactory.newInstance(
                client,
                WorkerFactoryOptions.newBuilder()
                        .setWorkerInterceptors(new OwnAnswers(), gate)
                        .build());
        Inside.write(Inside.read(factory, "workflowThreadExecutor"), "workflowThreadPool", threads);
        this.workflows = new Workers(workflows, activities).make(queues);
    }

    /** Makes the SDK's workers, and does not start them. */
    private final class Workers {
        private final List<Class<?>> types;
        private final Object[] implementations;
        private final CallArguments arguments;

        Workers(List<Class<?>> types, Object[] implementations) {
            this.types = types;
            this.implementations = implementations;
            arguments = new CallArguments(converter, implementations);
        }

        SteppedWorkflows make(List<String> names) {
            for (String name : names) {
                Worker worker = factory.newWorker(
                        name,
                        WorkerOptions.newBuilder()
                                .setDefaultDeadlockDetectionTimeout(PATIENCE_SECONDS * 1000)
                                .build());
                if (name.equals(names.get(0))) {
                    worker.registerWorkflowImplementationTypes(
                            WorkflowImplementationOptions.newBuilder()
                                    .setFailWorkflowExceptionTypes(InvalidRequest.class, DataConverterException.class)
                                    .build(),
                            types.toArray(Class<?>[]::new));
                }
                worker.registerActivitiesImplementations(implementations);
                activities.add(new SteppedActivities(
                        stubs.blockingStub(), SimulatedServer.NAMESPACE, name, worker, arguments));
            }
            return ofWorkflows(names.get(0));
        }

        private SteppedWorkflows ofWorkflows(String queue) {
            Worker worker = factory.getWorker(queue);
            SteppedWorkflows[] self = new SteppedWorkflows[1];
            LocalCalls local = new LocalCalls(worker, queue, arguments, calls, step -> self[0].goOn(step));
            self[0] = new SteppedWorkflows(
                    stubs.blockingStub(),
                    SimulatedServer.NAMESPACE,
                    worker,
                    (WorkflowExecutorCache) Inside.read(factory, "cache"),
                    local,
                    threads);
            return self[0];
        }
    }

    public WorkflowClient client() {
        return client;
    }

    public WorkflowServiceStubs stubs() {
        return stubs;
    }

    public Instant now() {
        return server.time().now();
    }

    public Optional<Instant> nextTimer() {
        return server.time().next();
    }

    public void moveTo(Instant when) {
        server.time().moveTo(when);
    }

    /** The workflow tasks that a worker could work on next: the first one of each queue. */
    public List<ReadyTask> ready() {
        return server.queues().ready();
    }

    /** A worker works on this task. */
    public void decide(ReadyTask task) {
        workflows.decide(task.queue());
    }

    public List<String> failedTasks() {
        return workflows.failedTasks();
    }

    /** The worker forgets all workflows, so that each is replayed from its history. */
    public void evict() {
        workflows.evict();
    }

    /**
     * Does whatever server and worker do without the scenario.
     *
     * @param isServed true if a worker takes calls from this queue now
     */
    public void settle(Predicate<String> isServed) {
        boolean moves = true;
        while (moves) {
            moves = server.runDue();
            for (SteppedActivities queue : activities) {
                while (isServed.test(queue.queue()) && server.queues().hasActivity(queue.queue())) {
                    PolledCall call = queue.poll();
                    if (!call.type().isEmpty()) calls.accept(call);
                    moves = true;
                }
            }
        }
    }

    /** True if a call waits in a queue that no worker serves now. */
    public boolean hasUntakenCall(Predicate<String> isServed) {
        return activities.stream()
                .map(SteppedActivities::queue)
                .anyMatch(queue -> !isServed.test(queue) && server.queues().hasActivity(queue));
    }

    /** Asks, and works on the task that answers. */
    public <T> T ask(ListenableFuture<T> question) throws ExecutionException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        Optional<ReadyTask> task = Optional.empty();
        while (!question.isDone() && task.isEmpty()) {
            if (System.nanoTime() > deadline) throw new IllegalStateException("the query does not arrive");
            LockSupport.parkNanos(20_000);
            task = ready().stream().filter(ReadyTask::query).findFirst();
        }
        task.ifPresent(this::decide);
        try {
            return question.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the query is not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        workflows.evict();
        factory.shutdownNow();
        stubs.shutdownNow();
        server.close();
    }
}
