package orchestrator.autofix;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Repairs what one change broke; its workflow id is also the key of its checkouts and runs. It outlives its queue and
 * reports to it by signals ({@link AutoFixReports}). Cancelling means stop.
 */
@WorkflowInterface
public interface FixTask {
    String TYPE = "FixTask";

    /** @param task for example {@code task_0a1b2c3d} */
    static String id(String project, String task) {
        return AutoFix.id(project) + "-" + task;
    }

    /** A task that was queued again gets a new id, because a key names one set of checkouts, launches and events. */
    static String id(String project, String task, int retries) {
        return id(project, task) + (retries == 0 ? "" : "-" + (retries + 1));
    }

    @WorkflowMethod(name = TYPE)
    FixResult run(FixRequest request);

    /** Ends its agent and then the task, as interrupted; the queue keeps it for later. */
    @SignalMethod(name = "stop_task")
    void stop();

    /** Applies a repair that needs a person, or drops it. Only its own queue can send it, since it is signed. */
    @SignalMethod(name = "decide_task")
    void decide(Decision decision);

    /** The attempts so far, for people. */
    @QueryMethod(name = "state")
    FixState state();

    /** @param apply false to drop the repair */
    record Decision(boolean apply, String by) {}
}
