package orchestrator.work;

import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import orchestrator.host.HostCalls;
import orchestrator.plan.Assignment;
import orchestrator.run.AgentRun;
import orchestrator.session.Orchestration;
import orchestrator.text.Text;

/** Makes the child workflows that carry out assignments. */
final class ChildRuns {
    private ChildRuns() {}

    /**
     * Should the session be terminated, its runs are cancelled, and that stops their agents. A run that goes on since
     * before the session was reset is replaced: its successor takes up the same launches, of which none is ended by that.
     */
    @SuppressWarnings("deprecation") // For a child there is no conflict policy, which has come instead.
    static AgentRun of(String id, Assignment assignment) {
        return Workflow.newChildWorkflowStub(
                AgentRun.class,
                ChildWorkflowOptions.newBuilder()
                        .setWorkflowId(id)
                        .setTaskQueue(Orchestration.TASK_QUEUE)
                        .setWorkflowTaskTimeout(Orchestration.TASK_TIMEOUT)
                        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
                        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_TERMINATE_IF_RUNNING)
                        .setStaticSummary(Text.line(
                                assignment.role().wire() + ": " + assignment.title(), HostCalls.SUMMARY_BYTES_MAX))
                        .build());
    }
}
