package orchestrator.activity;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.util.Optional;
import orchestrator.temporal.WorkflowLookup;
import orchestrator.work.RunEndActivities;

/** Asks Temporal about runs that outlive the execution of their session that started them. */
public final class RunEndActivitiesOnHost implements RunEndActivities {
    /** Most runs report their end themselves, so this is only how long one that cannot is missed. */
    private static final long LOOK_AGAIN_MILLIS = 5_000;

    private final WorkflowLookup workflows;

    public RunEndActivitiesOnHost(WorkflowLookup workflows) {
        this.workflows = workflows;
    }

    @Override
    public ClosedRun awaitClosed(RunsAtWork runs) {
        Optional<ClosedRun> closed = firstClosed(runs);
        while (closed.isEmpty()) {
            waitAMoment();
            closed = firstClosed(runs);
        }
        return closed.get();
    }

    private Optional<ClosedRun> firstClosed(RunsAtWork runs) {
        return runs.workflows().stream()
                .flatMap(id -> workflows.closedRun(id).stream())
                .findFirst();
    }

    /** Throws from the heartbeat if the session has gone on in yet another execution. */
    private static void waitAMoment() {
        ActivityExecutionContext context = Activity.getExecutionContext();
        context.heartbeat(null);
        try {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Activity.wrap(e);
        }
    }
}
