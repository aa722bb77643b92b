package orchestrator.session;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import orchestrator.plan.Assignment;
import orchestrator.run.AgentRun;

/** How a session reaches its host and its runs. Everything is tried again for ever: a host that is down comes back. */
final class SessionStubs {
    private static final RetryOptions PATIENT = RetryOptions.newBuilder()
            .setInitialInterval(Duration.ofMillis(200))
            .setMaximumInterval(Duration.ofSeconds(5))
            .build();

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
                        .setRetryOptions(PATIENT)
                        .setSummary("find a host")
                        .build());
    }

    SessionActivities shortly(String summary) {
        return Workflow.newActivityStub(
                SessionActivities.class,
                options(summary).setStartToCloseTimeout(Duration.ofMinutes(2)).build());
    }

    /** For what may take days: it lives as long as it heartbeats. */
    SessionActivities waiting(String summary) {
        return Workflow.newActivityStub(
                SessionActivities.class,
                options(summary)
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

    private ActivityOptions.Builder options(String summary) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(host.queue())
                .setRetryOptions(PATIENT)
                .setSummary(summary);
    }
}
