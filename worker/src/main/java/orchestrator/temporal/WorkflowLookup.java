package orchestrator.temporal;

import java.util.OptionalInt;

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

    /** Finds out if the session of an open run still owns it. */
    enum Session {
        ANSWERS,
        /** The session was reset to before it started the run, and may start it again. */
        HAS_FORGOTTEN,
        GONE,
        UNKNOWN
    }

    Session sessionOf(String runWorkflowId);

    /** Asks an open run to stop its agent and then to end. */
    void cancel(String runWorkflowId);

    /** The current launch of an open run; empty if it does not answer. */
    OptionalInt launchOf(String workflowId);
}
