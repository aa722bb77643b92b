package orchestrator.worker;

import java.util.OptionalInt;

/** What Temporal knows of the workflows that own what we run. Not being able to look is an answer of its own. */
interface Workflows {
    enum Answer {
        OPEN,
        CLOSED,
        NOT_FOUND,
        UNKNOWN
    }

    /** @param firstRunId of the chain that is meant; another execution of the same id does not count */
    Answer ask(String workflowId, String firstRunId);

    /** The launch that an open run is at; empty where it could not be asked. */
    OptionalInt launchOf(String workflowId);
}
