package orchestrator.worker;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.GetClusterInfoRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;

/** Asks Temporal whether a workflow is still open. Not being able to look is an answer of its own. */
final class OpenWorkflows {
    enum Answer {
        OPEN,
        CLOSED,
        NOT_FOUND,
        UNKNOWN
    }

    private final WorkflowServiceStubs service;
    private final String namespace;

    OpenWorkflows(WorkflowClient client) {
        service = client.getWorkflowServiceStubs();
        namespace = client.getOptions().getNamespace();
    }

    /** @param firstRunId of the chain that is meant; another execution of the same id does not count */
    Answer ask(String workflowId, String firstRunId) {
        try {
            WorkflowExecutionInfo info = service.blockingStub()
                    .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                            .setNamespace(namespace)
                            .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                            .build())
                    .getWorkflowExecutionInfo();
            boolean running = info.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
            return running && info.getFirstRunId().equals(firstRunId) ? Answer.OPEN : Answer.CLOSED;
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode() == Status.Code.NOT_FOUND ? Answer.NOT_FOUND : Answer.UNKNOWN;
        }
    }

    /** Names the Temporal that we talk to: "not found" elsewhere says nothing. */
    String cluster() {
        return service.blockingStub()
                .getClusterInfo(GetClusterInfoRequest.getDefaultInstance())
                .getClusterId();
    }
}
