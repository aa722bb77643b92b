package orchestrator.session;

import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.SignalExternalWorkflowException;

/** Tells whether a signal failed because the workflow that it was for is over. Temporal says so in two ways. */
public final class Gone {
    private static final String TYPE = "SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_FAILED_CAUSE";

    private Gone() {}

    public static boolean isCauseOf(RuntimeException failure) {
        return failure instanceof SignalExternalWorkflowException
                || (failure instanceof ApplicationFailure application
                        && application.getType().startsWith(TYPE));
    }
}
