package orchestrator.api.temporal;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Lists executions and reads their descriptions. */
final class Executions {
    private static final int PAGE = 200;
    private static final int PAGES_MAX = 50;

    private Executions() {}

    /** Open executions of workflows of this type. */
    static List<Execution> open(TemporalConnection connection, String type) {
        List<Execution> found = new ArrayList<>();
        ByteString next = ByteString.EMPTY;
        for (int page = 0; page < PAGES_MAX && (page == 0 || !next.isEmpty()); page++) {
            ListWorkflowExecutionsResponse response = connection
                    .stubs()
                    .blockingStub()
                    .listWorkflowExecutions(ListWorkflowExecutionsRequest.newBuilder()
                            .setNamespace(connection.namespace())
                            .setQuery("WorkflowType='" + type + "' AND ExecutionStatus='Running'")
                            .setPageSize(PAGE)
                            .setNextPageToken(next)
                            .build());
            response.getExecutionsList().forEach(info -> found.add(of(info)));
            next = response.getNextPageToken();
        }
        return List.copyOf(found);
    }

    static Execution of(WorkflowExecutionInfo info) {
        String runId = info.getExecution().getRunId();
        return new Execution(
                info.getExecution().getWorkflowId(),
                runId,
                info.getFirstRunId().isEmpty() ? runId : info.getFirstRunId(),
                isOpen(info.getStatus()),
                instant(info.getStartTime()));
    }

    private static boolean isOpen(WorkflowExecutionStatus status) {
        return status == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING
                || status == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_PAUSED;
    }

    static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }
}
