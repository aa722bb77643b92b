package orchestrator.session;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import orchestrator.plan.ProposedPlan;

/** The queries that a session answers. */
@WorkflowInterface
public interface SessionQueries {
    /** The state for people; Temporal's own tools show it as plain JSON. */
    @QueryMethod(name = "state")
    SessionState state();

    /** The state for our own processes, which trust only signed values. */
    @QueryMethod(name = "signed_state")
    SignedState signedState();

    /** The whole plan that waits for the user's approval, if one does. */
    @QueryMethod(name = "proposed_plan")
    ProposedPlan proposedPlan();

    /** The state in one line, for people. */
    @QueryMethod(name = "summary")
    Summary summary();
}
