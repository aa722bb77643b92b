package orchestrator.temporal;

import java.util.Optional;
import java.util.OptionalInt;
import orchestrator.work.RunEndActivities.ClosedRun;

/** Asks Temporal about the workflows that own our launches. The answer may be "unknown". */
public interface WorkflowLookup {
    enum Answer {
        OPEN,
        CLOSED,
        /** Closed, and another execution of the same id is open. */
        REPLACED,
        NOT_FOUND,
        UNKNOWN
    }

    /** @param firstRunId of the execution chain; another execution of the same id does not count */
    Answer ask(String workflowId, String firstRunId);

    /** True if no execution of this id is open. A Temporal that does not answer says nothing. */
    boolean isClosed(String workflowId);

    /** Finds out if the session of an open run still owns it. */
    enum Session {
        ANSWERS,
        /** The session was reset to before it started the run, and may start it again. */
        HAS_FORGOTTEN,
        GONE,
        UNKNOWN
    }

    Session sessionOf(String runWorkflowId);

    /** How a run was closed; empty if it is open, or if Temporal does not answer. */
    Optional<ClosedRun> closedRun(String runWorkflowId);

    /** True if this execution has ended by going on in a new one. */
    boolean isContinued(String workflowId, String runId);

    /** Asks an open run to stop its agent and then to end. */
    void cancel(String runWorkflowId);

    /** The current launch of an open run; empty if it does not answer. */
    OptionalInt launchOf(String workflowId);
}
