package orchestrator.temporal;

import java.util.OptionalInt;

/** What Temporal knows of the workflows that own what we run. Not being able to look is an answer of its own. */
public interface WorkflowLookup {
    enum Answer {
        OPEN,
        CLOSED,
        /** It is closed, and another execution of its id is open. */
        REPLACED,
        NOT_FOUND,
        UNKNOWN
    }

    /** @param firstRunId of the chain that is meant; another execution of the same id does not count */
    Answer ask(String workflowId, String firstRunId);

    /** Whether somebody answers for an open run. */
    enum Session {
        ANSWERS,
        /** It was reset to before it started the run, and may come to it again. */
        HAS_FORGOTTEN,
        GONE,
        UNKNOWN
    }

    Session sessionOf(String runWorkflowId);

    /** Asks an open run to end its agent and itself. */
    void cancel(String runWorkflowId);

    /** The launch that an open run is at; empty where it could not be asked. */
    OptionalInt launchOf(String workflowId);
}
