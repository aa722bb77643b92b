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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import orchestrator.run.RunResult;
import orchestrator.run.RunState;
import orchestrator.session.AssignmentState;
import orchestrator.session.Orchestration;
import orchestrator.session.SessionState;
import orchestrator.session.SignedState;
import orchestrator.signing.Answer;
import orchestrator.work.RunEndActivities.ClosedRun;
import orchestrator.work.RunEndActivities.How;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Temporal about the workflows. */
public final class TemporalWorkflows implements WorkflowLookup {
    private static final Logger log = LoggerFactory.getLogger(TemporalWorkflows.class);

    private static final long SAME_MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final WorkflowClient client;
    private final WorkflowServiceStubs service;
    private final String namespace;
    private volatile @Nullable Asked lastAsked;

    /** The newest execution of a run as it was a moment ago: a sweep asks two questions about each run. */
    private record Asked(String workflowId, WorkflowExecutionInfo info, long atNanos) {
        boolean isAbout(String other) {
            return workflowId.equals(other) && System.nanoTime() - atNanos < SAME_MOMENT_NANOS;
        }
    }

    public TemporalWorkflows(WorkflowClient client) {
        this.client = client;
        service = client.getWorkflowServiceStubs();
        namespace = client.getOptions().getNamespace();
    }

    @Override
    public Answer ask(String workflowId, String firstRunId) {
        try {
            WorkflowExecutionInfo info = describe(workflowId).getWorkflowExecutionInfo();
            lastAsked = new Asked(workflowId, info, System.nanoTime());
            if (!isRunning(info)) return Answer.CLOSED;
            return info.getFirstRunId().equals(firstRunId) ? Answer.OPEN : Answer.REPLACED;
        } catch (StatusRuntimeException e) {
            return isNotFound(e) ? Answer.NOT_FOUND : Answer.UNKNOWN;
        }
    }

    @Override
    public boolean isClosed(String workflowId) {
        try {
            return !isRunning(describe(workflowId).getWorkflowExecutionInfo());
        } catch (StatusRuntimeException e) {
            return isNotFound(e);
        }
    }

    @Override
    public Session sessionOf(String runWorkflowId) {
        WorkflowExecution parent;
        try {
            WorkflowExecutionInfo run = justAsked(runWorkflowId);
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

    private WorkflowExecutionInfo justAsked(String workflowId) {
        Asked asked = lastAsked;
        return asked != null && asked.isAbout(workflowId)
                ? asked.info()
                : describe(workflowId).getWorkflowExecutionInfo();
    }

    /**
     * A session that goes on in a new execution keeps its runs, while one that was reset knows only those that it had
     * started by that point. Which of the two another execution is, it says itself.
     */
    private Session answerOf(WorkflowExecution parent, String runWorkflowId) {
        DescribeWorkflowExecutionResponse newest = describe(parent.getWorkflowId());
        WorkflowExecutionInfo session = newest.getWorkflowExecutionInfo();
        if (!isRunning(session)) return Session.GONE;
        boolean isSame = session.getExecution().getRunId().equals(parent.getRunId());
        boolean isItsOwn = newest.getPendingChildrenList().stream()
                .anyMatch(child -> child.getWorkflowId().equals(runWorkflowId));
        if (isSame || isItsOwn) return Session.ANSWERS;
        if (!session.getType().getName().equals(Orchestration.TYPE)) return Session.HAS_FORGOTTEN;
        return knows(parent.getWorkflowId(), runWorkflowId);
    }

    private Session knows(String session, String runWorkflowId) {
        try {
            SessionState state = client.newUntypedWorkflowStub(session)
                    .query("signed_state", SignedState.class)
                    .state();
            boolean isAtWork = state.assignments().stream()
                    .filter(assignment -> assignment.status() == AssignmentState.Status.RUNNING)
                    .anyMatch(assignment -> runWorkflowId.equals(session + "/" + assignment.run()));
            return isAtWork ? Session.ANSWERS : Session.HAS_FORGOTTEN;
        } catch (WorkflowException | StatusRuntimeException e) {
            log.info("session={} did not tell its runs: {}", session, e.toString());
            return Session.UNKNOWN;
        }
    }

    @Override
    public boolean isContinued(String workflowId, String runId) {
        try {
            return describe(workflowId, runId).getWorkflowExecutionInfo().getStatus()
                    == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW;
        } catch (StatusRuntimeException e) {
            return false;
        }
    }

    @Override
    public Optional<ClosedRun> closedRun(String runWorkflowId) {
        try {
            return Optional.ofNullable(how(
                            describe(runWorkflowId).getWorkflowExecutionInfo().getStatus()))
                    .map(how -> new ClosedRun(runWorkflowId, how, how == How.COMPLETED ? result(runWorkflowId) : null));
        } catch (StatusRuntimeException e) {
            return isNotFound(e) ? Optional.of(new ClosedRun(runWorkflowId, How.DELETED, null)) : Optional.empty();
        }
    }

    /** Null while it is open. */
    private static @Nullable How how(WorkflowExecutionStatus status) {
        return switch (status) {
            case WORKFLOW_EXECUTION_STATUS_COMPLETED -> How.COMPLETED;
            case WORKFLOW_EXECUTION_STATUS_FAILED -> How.FAILED;
            case WORKFLOW_EXECUTION_STATUS_CANCELED -> How.CANCELLED;
            case WORKFLOW_EXECUTION_STATUS_TERMINATED -> How.TERMINATED;
            case WORKFLOW_EXECUTION_STATUS_TIMED_OUT -> How.TIMED_OUT;
            default -> null;
        };
    }

    private @Nullable RunResult result(String runWorkflowId) {
        try {
            return client.newUntypedWorkflowStub(runWorkflowId).getResult(RunResult.class);
        } catch (WorkflowException e) {
            log.info("run={} has no readable result: {}", runWorkflowId, e.toString());
            return null;
        }
    }

    @Override
    public void cancel(String runWorkflowId) {
        client.newUntypedWorkflowStub(runWorkflowId).cancel();
    }

    private DescribeWorkflowExecutionResponse describe(String workflowId) {
        return describe(workflowId, "");
    }

    /** @param runId empty for the newest execution */
    private DescribeWorkflowExecutionResponse describe(String workflowId, String runId) {
        return service.blockingStub()
                .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                        .setNamespace(namespace)
                        .setExecution(WorkflowExecution.newBuilder()
                                .setWorkflowId(workflowId)
                                .setRunId(runId))
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
