package orchestrator.session;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Functions.Func1;
import io.temporal.workflow.Functions.Proc1;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import orchestrator.host.Host;
import orchestrator.host.HostActivities;
import orchestrator.host.HostCalls;
import orchestrator.host.HostSilence;
import orchestrator.host.Span;
import orchestrator.plan.Assignment;
import orchestrator.run.AgentRun;
import orchestrator.text.Text;

/** What a session asks of its host, and its runs. */
final class SessionStubs {
    private static final String ITEM = "session";

    private final MendableCalls mendable;
    private Host host;

    SessionStubs(Host host, MendableCalls mendable) {
        this.host = host;
        this.mendable = mendable;
    }

    /** Asks the host, or where that is silent any other, also from then on: what a session needs is the same everywhere. */
    <R> R call(String summary, Func1<SessionActivities, R> what) {
        return mendable.call(ITEM, () -> onAnyHost(SessionActivities.class, summary, what));
    }

    /** Returns how much of these times nobody could work. */
    long gapMillis(List<Span> spans) {
        return mendable.call(
                ITEM, () -> onAnyHost(HostActivities.class, "look for gaps in the time", h -> h.gapMillis(spans)));
    }

    private <A, R> R onAnyHost(Class<A> activities, String summary, Func1<A, R> what) {
        while (true) {
            try {
                return what.apply(Workflow.newActivityStub(activities, HostCalls.shortly(host, summary)));
            } catch (ActivityFailure e) {
                if (!HostSilence.isCauseOf(e)) throw e;
                host = HostCalls.place();
            }
        }
    }

    void tell(String summary, Proc1<SessionActivities> what) {
        call(summary, host -> {
            what.apply(host);
            return null;
        });
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

    /**
     * Should the session be terminated, its runs are cancelled, and that stops their agents. A run that goes on since
     * before the session was reset is replaced: its successor takes up the same launches, of which none is ended by that.
     */
    @SuppressWarnings("deprecation") // For a child there is no conflict policy, which has come instead.
    static AgentRun child(String id, Assignment assignment) {
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
