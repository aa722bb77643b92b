package orchestrator.session;

import io.temporal.api.enums.v1.IndexedValueType;
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
import io.temporal.worker.WorkflowImplementationOptions;
import java.time.Duration;
import java.time.Instant;
import orchestrator.json.Json;
import orchestrator.run.AgentRunWorkflow;
import orchestrator.session.SessionRequest.InvalidRequest;

/** Temporal's own test server, which skips the time that nobody needs. */
public final class TestTemporal implements AutoCloseable {
    private final TestWorkflowEnvironment environment;
    private final Worker worker;

    public TestTemporal(Object... activities) {
        environment = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(DefaultDataConverter.newDefaultInstance()
                                .withPayloadConverterOverrides(new JacksonJsonPayloadConverter(Json.MAPPER)))
                        .build())
                .build());
        for (String name : new String[] {"OrchestratorPhase", "OrchestratorHold", "OrchestratorTarget"}) {
            environment.registerSearchAttribute(name, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);
        }
        environment.registerSearchAttribute("OrchestratorCostUsd", IndexedValueType.INDEXED_VALUE_TYPE_DOUBLE);
        worker = environment.newWorker(Orchestration.TASK_QUEUE);
        worker.registerWorkflowImplementationTypes(
                WorkflowImplementationOptions.newBuilder()
                        .setFailWorkflowExceptionTypes(InvalidRequest.class, DataConverterException.class)
                        .build(),
                OrchestrationWorkflow.class,
                AgentRunWorkflow.class);
        worker.registerActivitiesImplementations(activities);
        environment.start();
    }

    public WorkflowClient client() {
        return environment.getWorkflowClient();
    }

    /** Lets so much time pass, in no time. */
    void sleep(Duration time) {
        environment.sleep(time);
    }

    /** By the clock of this server. */
    Instant now() {
        return Instant.ofEpochMilli(environment.currentTimeMillis());
    }

    /** Replays under our own workflows and our own way of reading JSON; throws where they decide differently. */
    public void replay(WorkflowExecutionHistory history) throws Exception {
        WorkflowReplayer.replayWorkflowExecution(history, worker);
    }

    @Override
    public void close() {
        environment.close();
    }
}
