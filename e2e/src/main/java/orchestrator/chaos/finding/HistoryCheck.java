package orchestrator.chaos.finding;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowTaskFailedCause;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import orchestrator.autofix.AutoFix;
import orchestrator.harness.Wait;
import orchestrator.session.Orchestration;

/** Checks Temporal's histories: every workflow completed, and no workflow task failed. */
public final class HistoryCheck implements AutoCloseable {

    private static final String GAP = "History is out of order. There is a gap";
    private static final String NAMESPACE = "default";
    private static final WorkflowExecutionStatus COMPLETED =
            WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED;
    private static final WorkflowExecutionStatus CONTINUED =
            WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW;

    private static final Set<String> LONG_LIVED = Set.of(Orchestration.TYPE, AutoFix.TYPE);

    private static final Duration CLOSING = Duration.ofSeconds(30);

    private final WorkflowServiceStubs temporal;
    private int workflows;
    private long events;
    private int rollOvers;
    private long longest;

    public HistoryCheck(String address) {
        temporal = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(address).build());
    }

    public int workflows() {
        return workflows;
    }

    public long events() {
        return events;
    }

    /** How often a session or the queue of a project has gone on in a new execution. */
    public int rollOvers() {
        return rollOvers;
    }

    /** The events of the longest history of such an execution. */
    public long longest() {
        return longest;
    }

    public void check(Findings findings) {
        awaitEndsOfRuns();
        for (WorkflowExecutionInfo info : all()) {
            workflows++;
            note(info);
            String id = info.getExecution().getWorkflowId();
            if (info.getStatus() != COMPLETED && info.getStatus() != CONTINUED && !isOpenQueue(info)) {
                findings.add(Findings.Kind.OTHER, id, "", "its workflow is " + info.getStatus());
            }
            for (HistoryEvent event : history(info.getExecution())) {
                events++;
                if (isBroken(event)) {
                    String why = event.getWorkflowTaskFailedEventAttributes()
                            .getFailure()
                            .getMessage();
                    findings.add(Findings.Kind.OTHER, id, "", "a workflow task failed: " + cause(event) + " " + why);
                }
            }
        }
    }

    private void note(WorkflowExecutionInfo info) {
        if (!LONG_LIVED.contains(info.getType().getName())) return;
        if (info.getStatus() == CONTINUED) rollOvers++;
        longest = Math.max(longest, info.getHistoryLength());
    }

    /** A run reports its end before it closes, so its session may be over a moment earlier. */
    private void awaitEndsOfRuns() {
        try {
            Wait.until("all runs are closed", CLOSING, () -> all().stream().noneMatch(HistoryCheck::isOpenRun));
        } catch (AssertionError findingsFollow) {
            // Each run that is still open is a finding.
        }
    }

    private static boolean isOpenRun(WorkflowExecutionInfo info) {
        return info.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING && !isOpenQueue(info);
    }

    /** The queue of a project stays open. */
    private static boolean isOpenQueue(WorkflowExecutionInfo info) {
        return info.getType().getName().equals(AutoFix.TYPE)
                && info.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    }

    /**
     * A task of a killed worker or during a restart of the server times out, which is no fault. Nor is what the SDK's guard
     * refuses (sdk-java pull request 1268): a killed server may send the newest events only, to a worker that has not seen
     * those before them, which then drops what it knows and reads the whole history.
     */
    private static boolean isBroken(HistoryEvent event) {
        if (event.getEventType() != EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED) return false;
        String message =
                event.getWorkflowTaskFailedEventAttributes().getFailure().getMessage();
        if (message.startsWith(GAP)) return false;
        WorkflowTaskFailedCause cause = cause(event);
        return cause == WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_NON_DETERMINISTIC_ERROR
                || cause == WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_WORKFLOW_WORKER_UNHANDLED_FAILURE;
    }

    private static WorkflowTaskFailedCause cause(HistoryEvent event) {
        return event.getWorkflowTaskFailedEventAttributes().getCause();
    }

    private List<WorkflowExecutionInfo> all() {
        List<WorkflowExecutionInfo> all = new ArrayList<>();
        ByteString page = ByteString.EMPTY;
        do {
            var answer = temporal.blockingStub()
                    .listWorkflowExecutions(ListWorkflowExecutionsRequest.newBuilder()
                            .setNamespace(NAMESPACE)
                            .setNextPageToken(page)
                            .build());
            all.addAll(answer.getExecutionsList());
            page = answer.getNextPageToken();
        } while (!page.isEmpty());
        return all;
    }

    private List<HistoryEvent> history(WorkflowExecution execution) {
        List<HistoryEvent> all = new ArrayList<>();
        ByteString page = ByteString.EMPTY;
        do {
            var answer = temporal.blockingStub()
                    .getWorkflowExecutionHistory(GetWorkflowExecutionHistoryRequest.newBuilder()
                            .setNamespace(NAMESPACE)
                            .setExecution(execution)
                            .setNextPageToken(page)
                            .build());
            all.addAll(answer.getHistory().getEventsList());
            page = answer.getNextPageToken();
        } while (!page.isEmpty());
        return all;
    }

    @Override
    public void close() {
        temporal.shutdown();
    }
}
