package orchestrator.simulation.stage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.UpdateWorkflowExecutionLifecycleStage;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.query.v1.WorkflowQuery;
import io.temporal.api.update.v1.Input;
import io.temporal.api.update.v1.Meta;
import io.temporal.api.update.v1.Request;
import io.temporal.api.update.v1.WaitPolicy;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.QueryWorkflowRequest;
import io.temporal.api.workflowservice.v1.UpdateWorkflowExecutionRequest;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.converter.DataConverter;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import orchestrator.signing.Signature;
import orchestrator.signing.SigningKey;
import orchestrator.simulation.server.SimulatedTemporal;

/** What clients ask of workflows: signed as the API signs it. */
public final class Messages {
    private final SimulatedTemporal temporal;
    private final SigningKey key;
    private final DataConverter converter;
    private int sent;

    Messages(SimulatedTemporal temporal, SigningKey key) {
        this.temporal = temporal;
        this.key = key;
        this.converter = temporal.client().getOptions().getDataConverter();
    }

    public void start(String type, String queue, String workflow, ObjectNode request) {
        WorkflowStub stub = temporal.client()
                .newUntypedWorkflowStub(
                        type,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(workflow)
                                .setTaskQueue(queue)
                                .build());
        stub.start(sign(Signature.START, workflow, request));
    }

    public void signal(String workflow, String control, ObjectNode fields) {
        temporal.client().newUntypedWorkflowStub(workflow).signal(control, sign(control, workflow, fields));
    }

    public void cancel(String workflow) {
        temporal.client().newUntypedWorkflowStub(workflow).cancel();
    }

    /** Sends an update, and does not wait for its answer. */
    public void update(String workflow, String control, ObjectNode fields) {
        sent++;
        temporal.stubs()
                .blockingStub()
                .updateWorkflowExecution(UpdateWorkflowExecutionRequest.newBuilder()
                        .setNamespace(namespace())
                        .setWorkflowExecution(execution(workflow))
                        .setWaitPolicy(WaitPolicy.newBuilder()
                                .setLifecycleStage(
                                        UpdateWorkflowExecutionLifecycleStage
                                                .UPDATE_WORKFLOW_EXECUTION_LIFECYCLE_STAGE_COMPLETED))
                        .setRequest(Request.newBuilder()
                                .setMeta(Meta.newBuilder().setUpdateId("update-" + sent))
                                .setInput(Input.newBuilder()
                                        .setName(control)
                                        .setArgs(converter
                                                .toPayloads(sign(control, workflow, fields))
                                                .orElseThrow())))
                        .build());
    }

    public <T> T query(String workflow, String name, Class<T> type) {
        QueryWorkflowRequest request = QueryWorkflowRequest.newBuilder()
                .setNamespace(namespace())
                .setExecution(execution(workflow))
                .setQuery(WorkflowQuery.newBuilder().setQueryType(name))
                .build();
        try {
            Payloads answer = temporal.ask(temporal.stubs().futureStub().queryWorkflow(request))
                    .getQueryResult();
            return converter.fromPayloads(0, Optional.of(answer), type, type);
        } catch (ExecutionException e) {
            throw new Violation("a query is answered", name + ": " + e.getMessage());
        }
    }

    public boolean isClosed(String workflow) {
        return temporal.stubs()
                        .blockingStub()
                        .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                                .setNamespace(namespace())
                                .setExecution(execution(workflow))
                                .build())
                        .getWorkflowExecutionInfo()
                        .getStatus()
                != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    }

    private ObjectNode sign(String as, String workflow, ObjectNode fields) {
        sent++;
        return Signature.sign(fields, key, as, workflow, temporal.now(), "nonce-" + sent);
    }

    private String namespace() {
        return temporal.client().getOptions().getNamespace();
    }

    private static WorkflowExecution execution(String workflow) {
        return WorkflowExecution.newBuilder().setWorkflowId(workflow).build();
    }
}
