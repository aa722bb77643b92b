package orchestrator.autofix;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;

/** The signals by which a task reports to its queue. */
@WorkflowInterface
public interface AutoFixReports {

    @SignalMethod(name = "task_at")
    void progress(FixProgress progress);

    /** Sent once or more; only the first counts. */
    @SignalMethod(name = "task_ended")
    void ended(FixResult result);
}
