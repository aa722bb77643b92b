package orchestrator.temporal;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.GetClusterInfoRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.OptionalInt;
import orchestrator.run.RunState;
import orchestrator.signing.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Temporal about the workflows. */
public final class TemporalWorkflows implements WorkflowLookup {
    private static final Logger log = LoggerFactory.getLogger(TemporalWorkflows.class);

    private final WorkflowClient client;
    private final WorkflowServiceStubs service;
    private final String namespace;

    public TemporalWorkflows(WorkflowClient client) {
        this.client = client;
        service = client.getWorkflowServiceStubs();
        namespace = client.getOptions().getNamespace();
    }

    @Override
    public Answer ask(String workflowId, String firstRunId) {
        try {
            WorkflowExecutionInfo info = describe(workflowId).getWorkflowExecutionInfo();
            if (!isRunning(info)) return Answer.CLOSED;
            return info.getFirstRunId().equals(firstRunId) ? Answer.OPEN : Answer.REPLACED;
        } catch (StatusRuntimeException e) {
            return isNotFound(e) ? Answer.NOT_FOUND : Answer.UNKNOWN;
        }
    }

    @Override
    public Session sessionOf(String runWorkflowId) {
        WorkflowExecution parent;
        try {
            WorkflowExecutionInfo run = describe(runWorkflowId).getWorkflowExecutionInfo();
            // A run that was started by hand never had a session.
            if (!isRunning(run) || !run.hasParentExecution()) return Session.ANSWERS;
            parent = run.getParentExecution();
        } catch (StatusRuntimeException e) {
            return Session.UNKNOWN;
        }
        try {
            return answerOf(parent, runWorkflowId);
        } catch (StatusRuntimeException e) {
            return isNotFound(e) ? Session.GONE : Session.UNKNOWN;
        }
    }

    /** After a reset, another execution has the session's id, and knows only the runs it had started by that point. */
    private Session answerOf(WorkflowExecution parent, String runWorkflowId) {
        DescribeWorkflowExecutionResponse newest = describe(parent.getWorkflowId());
        WorkflowExecutionInfo session = newest.getWorkflowExecutionInfo();
        if (!isRunning(session)) return Session.GONE;
        boolean isSame = session.getExecution().getRunId().equals(parent.getRunId());
        boolean isItsOwn = newest.getPendingChildrenList().stream()
                .anyMatch(child -> child.getWorkflowId().equals(runWorkflowId));
        return isSame || isItsOwn ? Session.ANSWERS : Session.HAS_FORGOTTEN;
    }

    @Override
    public void cancel(String runWorkflowId) {
        client.newUntypedWorkflowStub(runWorkflowId).cancel();
    }

    private DescribeWorkflowExecutionResponse describe(String workflowId) {
        return service.blockingStub()
                .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                        .setNamespace(namespace)
                        .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                        .build());
    }

    private static boolean isRunning(WorkflowExecutionInfo info) {
        return info.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    }

    private static boolean isNotFound(StatusRuntimeException e) {
        return e.getStatus().getCode() == Status.Code.NOT_FOUND;
    }

    /** A query needs a worker; if none answers in time, the result is unknown. */
    @Override
    public OptionalInt launchOf(String workflowId) {
        try {
            WorkflowStub run = client.newUntypedWorkflowStub(workflowId);
            return OptionalInt.of(run.query("state", RunState.class).launch());
        } catch (WorkflowException | StatusRuntimeException e) {
            log.info("run={} did not tell its launch: {}", workflowId, e.toString());
            return OptionalInt.empty();
        }
    }

    /** The id of this Temporal: "not found" in another one says nothing. */
    public String cluster() {
        return service.blockingStub()
                .getClusterInfo(GetClusterInfoRequest.getDefaultInstance())
                .getClusterId();
    }
}
