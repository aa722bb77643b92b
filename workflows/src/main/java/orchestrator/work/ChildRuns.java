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

    /** A run that an earlier execution has started. */
    static AgentRun carried(String id) {
        return Workflow.newExternalWorkflowStub(AgentRun.class, id);
    }

    /**
     * Runs that report their end outlive the execution that started them; if the session is terminated, the host's sweep
     * cancels them, which stops their agents. Temporal itself cancels other runs. If the session is reset, a new run
     * replaces one that is still at work, and takes up its launches without ending any.
     */
    @SuppressWarnings("deprecation") // Its successor, the conflict policy, does not exist for children.
    static AgentRun of(String id, Assignment assignment, boolean reportsEnd) {
        return Workflow.newChildWorkflowStub(
                AgentRun.class,
                ChildWorkflowOptions.newBuilder()
                        .setWorkflowId(id)
                        .setTaskQueue(Orchestration.TASK_QUEUE)
                        .setWorkflowTaskTimeout(Orchestration.TASK_TIMEOUT)
                        .setParentClosePolicy(
                                reportsEnd
                                        ? ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON
                                        : ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
                        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_TERMINATE_IF_RUNNING)
                        .setStaticSummary(Text.line(
                                assignment.role().wire() + ": " + assignment.title(), HostCalls.SUMMARY_BYTES_MAX))
                        .build());
    }
}
