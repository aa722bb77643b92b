package orchestrator.orchestration;

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
import java.util.HexFormat;
import orchestrator.json.Json;
import orchestrator.run.AgentRunWorkflow;
import orchestrator.session.Orchestration;
import orchestrator.session.request.SessionRequest.InvalidRequest;
import orchestrator.signing.OwnAnswers;
import orchestrator.signing.SignedConverter;
import orchestrator.signing.SigningKey;

/** Temporal's own test server, which skips waiting times. */
public final class TestTemporal implements AutoCloseable {
    private static final SigningKey KEY = new SigningKey(HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f"));

    private final TestWorkflowEnvironment environment;
    private final Worker worker;
    private final SigningClient signing;

    public TestTemporal(Object... activities) {
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
                OrchestrationWorkflow.class,
                AgentRunWorkflow.class);
        worker.registerActivitiesImplementations(activities);
        environment.start();
    }

    /** A client of the API, which signs its requests. */
    public WorkflowClient client() {
        return environment.getWorkflowClient();
    }

    /** A client of a stranger who reaches Temporal without the key. */
    WorkflowClient stranger() {
        return WorkflowClient.newInstance(
                environment.getWorkflowServiceStubs(),
                WorkflowClientOptions.newBuilder()
                        .setDataConverter(DefaultDataConverter.newDefaultInstance()
                                .withPayloadConverterOverrides(new JacksonJsonPayloadConverter(Json.MAPPER)))
                        .build());
    }

    /** Signs with a stranger's own key. */
    SigningClient signingOfAStranger() {
        return new SigningClient(new SigningKey("a key of somebody else".getBytes(StandardCharsets.UTF_8)), this::now);
    }

    /** Signals as a process of ours that signs values, but no requests. */
    void signalWithoutControlSignature(String workflow, String signal, Object argument) {
        WorkflowClient.newInstance(
                        environment.getWorkflowServiceStubs(),
                        WorkflowClientOptions.newBuilder()
                                .setDataConverter(new SignedConverter(KEY))
                                .build())
                .newUntypedWorkflowStub(workflow)
                .signal(signal, argument);
    }

    /** The id of the running activity of this type; empty if there is none. */
    String pendingActivity(String workflow, String type) {
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

    SigningClient signing() {
        return signing;
    }

    /** Skips this time. */
    void sleep(Duration time) {
        environment.sleep(time);
    }

    /** The time on the clock of this server. */
    Instant now() {
        return Instant.ofEpochMilli(environment.currentTimeMillis());
    }

    /** Replays with our workflows and our JSON; throws if they decide differently. */
    public void replay(WorkflowExecutionHistory history) throws Exception {
        WorkflowReplayer.replayWorkflowExecution(history, worker);
    }

    @Override
    public void close() {
        environment.close();
    }
}
