package orchestrator.session;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import orchestrator.plan.Assignment;
import orchestrator.run.AgentRun;

/** What a session asks of its host, and its runs. */
final class SessionStubs {
    private final Host host;

    SessionStubs(Host host) {
        this.host = host;
    }

    /** Any worker of the shared queue. */
    static SessionActivities anyHost() {
        return Workflow.newActivityStub(
                SessionActivities.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofSeconds(10))
                        .setRetryOptions(HostCalls.PATIENT)
                        .setSummary("find a host")
                        .build());
    }

    SessionActivities shortly(String summary) {
        return Workflow.newActivityStub(SessionActivities.class, HostCalls.shortly(host, summary));
    }

    /** For what may take days: it lives as long as it heartbeats. */
    SessionActivities waiting(String summary) {
        return Workflow.newActivityStub(
                SessionActivities.class,
                HostCalls.on(host, summary)
                        .setStartToCloseTimeout(Duration.ofDays(3650))
                        .setHeartbeatTimeout(Duration.ofSeconds(30))
                        .setCancellationType(ActivityCancellationType.ABANDON)
                        .build());
    }

    /** Should the session be terminated, its runs are cancelled, and that stops their agents. */
    static AgentRun child(String id, Assignment assignment) {
        return Workflow.newChildWorkflowStub(
                AgentRun.class,
                ChildWorkflowOptions.newBuilder()
                        .setWorkflowId(id)
                        .setTaskQueue(Orchestration.TASK_QUEUE)
                        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
                        .setStaticSummary(assignment.role().wire() + ": " + assignment.title())
                        .build());
    }
}
