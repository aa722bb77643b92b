package orchestrator.host;

import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.SignalExternalWorkflowException;

/** Recognises a signal that failed because its workflow is closed. Temporal reports that in two ways. */
public final class WorkflowGone {
    private static final String TYPE = "SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_FAILED_CAUSE";

    private WorkflowGone() {}

    public static boolean isCauseOf(RuntimeException failure) {
        return failure instanceof SignalExternalWorkflowException
                || (failure instanceof ApplicationFailure application
                        && application.getType().startsWith(TYPE));
    }
}
