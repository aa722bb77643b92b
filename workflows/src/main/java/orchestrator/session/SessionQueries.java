package orchestrator.session;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;

/** The questions that a session answers without changing. */
@WorkflowInterface
public interface SessionQueries {
    /** For people; Temporal's own tools show it as plain JSON. */
    @QueryMethod(name = "state")
    SessionState state();

    /** The same, for our own processes, which believe only what is signed. */
    @QueryMethod(name = "signed_state")
    SignedState signedState();

    /** One line, for people. */
    @QueryMethod(name = "summary")
    Summary summary();
}
