package orchestrator.orchestration;

import io.temporal.api.common.v1.Payload;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import orchestrator.autofix.project.AutoFixWorkflow;
import orchestrator.autofix.task.FixTaskWorkflow;
import orchestrator.json.Json;
import orchestrator.run.AgentRunWorkflow;
import orchestrator.session.Orchestration;
import orchestrator.session.Orchestration.Carried;
import orchestrator.session.request.SessionRequest.InvalidRequest;
import orchestrator.settlement.SettlementWorkflow;
import orchestrator.signing.OwnAnswers;
import orchestrator.signing.SignedConverter;
import orchestrator.signing.SigningKey;
import org.awaitility.Awaitility;

/** Temporal's own test server, which skips waiting times. */
public final class TestTemporal implements AutoCloseable {
    private static final SigningKey KEY = new SigningKey(HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f"));

    private static final List<Class<?>> WORKFLOWS = List.of(
            OrchestrationWorkflow.class,
            AgentRunWorkflow.class,
            AutoFixWorkflow.class,
            FixTaskWorkflow.class,
            SettlementWorkflow.class);

    static {
        // The test server tries a workflow task again after 10 s if a signal came in while the task ended its
        // execution.
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    private final TestWorkflowEnvironment environment;
    private final Worker worker;
    private final SigningClient signing;

    public TestTemporal(Object... activities) {
        this(List.of(), activities);
    }

    /** @param more workflows of the test, besides those of the worker or instead of one with the same interface */
    public TestTemporal(List<Class<?>> more, Object... activities) {
        signing = new SigningClient(KEY, this::now);
        environment = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(new SignedConverter(KEY))
                        .setInterceptors(signing)
                        .build())
                .setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder()
                        .setWorkerInterceptors(new OwnAnswers())
                        .build())
                .build());
        for (String name : new String[] {"OrchestratorPhase", "OrchestratorHold", "OrchestratorTarget"}) {
            environment.registerSearchAttribute(name, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);
        }
        environment.registerSearchAttribute("OrchestratorCostUsd", IndexedValueType.INDEXED_VALUE_TYPE_DOUBLE);
        worker = environment.newWorker(
                Orchestration.TASK_QUEUE,
                WorkerOptions.newBuilder()
                        // As in the real worker: on a busy machine, loading classes for a second is no deadlock.
                        .setDefaultDeadlockDetectionTimeout(5_000)
                        .build());
        worker.registerWorkflowImplementationTypes(
                WorkflowImplementationOptions.newBuilder()
                        .setFailWorkflowExceptionTypes(InvalidRequest.class, DataConverterException.class)
                        .build(),
                Stream.concat(WORKFLOWS.stream().filter(type -> !isReplaced(type, more)), more.stream())
                        .toArray(Class<?>[]::new));
        worker.registerActivitiesImplementations(activities);
        environment.start();
    }

    private static boolean isReplaced(Class<?> workflow, List<Class<?>> more) {
        Class<?> type = workflow.getInterfaces()[0];
        return more.stream().anyMatch(type::isAssignableFrom);
    }

    /** A client of the API, which signs its requests. */
    public WorkflowClient client() {
        return environment.getWorkflowClient();
    }

    /** A client of a stranger who reaches Temporal without the key. */
    public WorkflowClient stranger() {
        return WorkflowClient.newInstance(
                environment.getWorkflowServiceStubs(),
                WorkflowClientOptions.newBuilder()
                        .setDataConverter(DefaultDataConverter.newDefaultInstance()
                                .withPayloadConverterOverrides(new JacksonJsonPayloadConverter(Json.MAPPER)))
                        .build());
    }

    /** Signs with a stranger's own key. */
    public SigningClient signingOfAStranger() {
        return new SigningClient(new SigningKey("a key of somebody else".getBytes(StandardCharsets.UTF_8)), this::now);
    }

    /** Signals as a process of ours that signs values, but no requests. */
    void signalWithoutControlSignature(String workflow, String signal, Object argument) {
        ours().newUntypedWorkflowStub(workflow).signal(signal, argument);
    }

    /** A client of a process of ours, which signs values, but no requests; so our workflows start their children. */
    public WorkflowClient ours() {
        return WorkflowClient.newInstance(
                environment.getWorkflowServiceStubs(),
                WorkflowClientOptions.newBuilder()
                        .setDataConverter(new SignedConverter(KEY))
                        .build());
    }

    /** The id of the running activity of this type; empty if there is none. */
    public String pendingActivity(String workflow, String type) {
        return client()
                .newUntypedWorkflowStub(workflow)
                .describe()
                .getRawDescription()
                .getPendingActivitiesList()
                .stream()
                .filter(pending -> pending.getActivityType().getName().equals(type))
                .map(PendingActivityInfo::getActivityId)
                .findFirst()
                .orElse("");
    }

    /** The run ids of this workflow's executions, the first one first. */
    public List<String> executions(String workflow) {
        List<String> newestFirst = new ArrayList<>();
        String next = client().newUntypedWorkflowStub(workflow)
                .describe()
                .getExecution()
                .getRunId();
        while (!next.isEmpty()) {
            newestFirst.add(next);
            next = client().fetchHistory(workflow, next)
                    .getEvents()
                    .get(0)
                    .getWorkflowExecutionStartedEventAttributes()
                    .getContinuedExecutionRunId();
        }
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    /** What the first execution of this session has passed on. */
    Carried carried(String session) {
        Payload passed = client().fetchHistory(session, executions(session).get(1))
                .getEvents()
                .get(0)
                .getWorkflowExecutionStartedEventAttributes()
                .getInput()
                .getPayloads(1);
        return Json.read(passed.getData().toStringUtf8(), Carried.class);
    }

    public SigningClient signing() {
        return signing;
    }

    /** Skips this time. */
    public void sleep(Duration time) {
        new StandingTime(environment.getWorkflowServiceStubs()).watch(() -> environment.sleep(time));
    }

    /** The time on the clock of this server. */
    public Instant now() {
        return Instant.ofEpochMilli(environment.currentTimeMillis());
    }

    /** Replays with our workflows and our JSON; throws if they decide differently. */
    public void replay(WorkflowExecutionHistory history) throws Exception {
        WorkflowReplayer.replayWorkflowExecution(history, worker);
    }

    /** Returns at once: Temporal waits for a third of a second for its threads, and the next test has its own. */
    @Override
    public void close() {
        Thread closing = new Thread(environment::close, "closing a test server");
        closing.setDaemon(true);
        closing.start();
    }
}
