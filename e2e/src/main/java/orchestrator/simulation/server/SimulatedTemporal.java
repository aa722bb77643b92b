package orchestrator.simulation.server;

import io.temporal.activity.Activity;
import io.temporal.activity.DynamicActivity;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.failure.ApplicationFailure;
import io.temporal.internal.worker.WorkflowExecutorCache;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import orchestrator.session.request.SessionRequest.InvalidRequest;
import orchestrator.signing.OwnAnswers;
import orchestrator.signing.SignedConverter;
import orchestrator.signing.SigningKey;

/** A test server with the real workflows, stepped by hand. */
public final class SimulatedTemporal implements AutoCloseable {
    /** Every scenario begins at this time. */
    public static final Instant BEGIN = Instant.parse("2030-01-01T00:00:00Z");

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LOOK_AGAIN_NANOS = 50_000;
    private static final int WORKFLOW_POLLERS = 4;

    private final WatchedCalls calls = new WatchedCalls();
    private final TestWorkflowEnvironment environment;
    private final VirtualTime time;
    private final ServerQueues queues;
    private final WorkflowExecutorCache cache;
    private final WaitingCalls waiting;
    private final int activityPollers;

    /** The calls of activities that wait until the scenario lets them go on. */
    public interface WaitingCalls {
        /** Activities that the server has handed out. */
        int ofActivities();

        /** Workflows that wait for an activity inside of their own worker. */
        int ofWorkflows();
    }

    /**
     * @param queues of the hosts; the first one is shared and works on workflows too
     * @param activities that each of the queues serves
     */
    public SimulatedTemporal(
            SigningKey key,
            List<Class<?>> workflows,
            List<String> queues,
            Object[] activities,
            WorkerInterceptor gate,
            WaitingCalls waiting) {
        this.waiting = waiting;
        activityPollers = queues.size();
        environment = TestWorkflowEnvironment.newInstance(environmentOptions(key, gate));
        Object starter = Inside.read(Inside.read(environment, "inProcessServer"), "testServicesStarter");
        time = new VirtualTime(Inside.read(starter, "selfAdvancingTimer"), BEGIN);
        this.queues = new ServerQueues(Inside.read(starter, "workflowStore"));
        cache = (WorkflowExecutorCache) Inside.read(Inside.read(environment, "workerFactory"), "cache");
        for (String name : new String[] {"OrchestratorPhase", "OrchestratorHold", "OrchestratorTarget"}) {
            environment.registerSearchAttribute(name, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);
        }
        environment.registerSearchAttribute("OrchestratorCostUsd", IndexedValueType.INDEXED_VALUE_TYPE_DOUBLE);
        for (String queue : queues) {
            Worker worker = environment.newWorker(queue, options());
            if (queue.equals(queues.get(0))) {
                worker.registerWorkflowImplementationTypes(
                        WorkflowImplementationOptions.newBuilder()
                                .setFailWorkflowExceptionTypes(InvalidRequest.class, DataConverterException.class)
                                .build(),
                        workflows.toArray(Class<?>[]::new));
            }
            worker.registerActivitiesImplementations(activities);
            worker.registerActivitiesImplementations((DynamicActivity) arguments -> refuse());
        }
        environment.start();
    }

    /** Temporal would try it again for ever. */
    private Object refuse() {
        String type = Activity.getExecutionContext().getInfo().getActivityType();
        calls.fail("the simulation has no activity " + type);
        throw ApplicationFailure.newNonRetryableFailure("not simulated: " + type, "NotSimulated");
    }

    private TestEnvironmentOptions environmentOptions(SigningKey key, WorkerInterceptor gate) {
        return TestEnvironmentOptions.newBuilder()
                .setInitialTime(BEGIN)
                .setWorkflowServiceStubsOptions(WorkflowServiceStubsOptions.newBuilder()
                        .setGrpcClientInterceptors(List.of(calls))
                        .build())
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(new SignedConverter(key))
                        .setWorkerHeartbeatInterval(Duration.ofSeconds(-1))
                        .build())
                .setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder()
                        .setWorkerInterceptors(new OwnAnswers(), gate)
                        .build())
                .build();
    }

    private static WorkerOptions options() {
        return WorkerOptions.newBuilder()
                // Activities wait at the gate meanwhile, inside of a workflow task too.
                .setDefaultDeadlockDetectionTimeout(PATIENCE.toMillis())
                .setMaxConcurrentWorkflowTaskPollers(WORKFLOW_POLLERS)
                .setMaxConcurrentActivityTaskPollers(1)
                .setDisableEagerExecution(true)
                .build();
    }

    public WorkflowClient client() {
        return WorkflowClient.newInstance(
                environment.getWorkflowServiceStubs(),
                environment.getWorkflowClient().getOptions());
    }

    public WorkflowServiceStubs stubs() {
        return environment.getWorkflowServiceStubs();
    }

    public Instant now() {
        return time.now();
    }

    public Optional<Instant> nextTimer() {
        return time.next();
    }

    public void moveTo(Instant when) {
        time.moveTo(when);
    }

    /** The workflow tasks that a worker could work on next: the first one of each queue. */
    public List<ReadyTask> ready() {
        return queues.ready();
    }

    /** A worker works on this task. */
    public void decide(ReadyTask task) {
        calls.poll(task.queue());
    }

    public List<String> failedTasks() {
        return calls.failedTasks();
    }

    /** The worker forgets all workflows, so that each is replayed from its history. */
    public void evict() {
        cache.invalidateAll();
    }

    /** Waits until nothing moves any more without the scenario. */
    public void awaitQuiet() {
        await(this::isQuiet, "Temporal does not come to rest");
    }

    /** Waits until this is true. */
    public void await(BooleanSupplier until, String otherwise) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!until.getAsBoolean()) {
            if (System.nanoTime() > deadline)
                throw new IllegalStateException(otherwise + ": " + calls.counts() + ", waiting: "
                        + waiting.ofActivities() + "/" + waiting.ofWorkflows() + ", polls at the server: "
                        + queues.waitingPolls() + ", timers quiet: " + time.isQuiet());
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    /** Looks twice: a job of the common pool may end between two looks, and leave a task behind. */
    private boolean isQuiet() {
        WatchedCalls.Counts before = calls.counts();
        if (!isAtRest(before)) return false;
        ForkJoinPool pool = ForkJoinPool.commonPool();
        if (!pool.isQuiescent() || pool.hasQueuedSubmissions()) return false;
        return isAtRest(calls.counts()) && before.equals(calls.counts());
    }

    private boolean isAtRest(WatchedCalls.Counts counts) {
        return counts.calls() == 0
                && counts.decisions() == waiting.ofWorkflows()
                && counts.activities() == waiting.ofActivities()
                && counts.held() == WORKFLOW_POLLERS
                && counts.polls() == activityPollers
                && time.isQuiet()
                && counts.polls() == queues.waitingPolls();
    }

    @Override
    public void close() {
        calls.open();
        environment.close();
    }
}
