package orchestrator.orchestration.review;

import io.temporal.workflow.Workflow;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.plan.Assignment;
import orchestrator.session.OpenItem;
import orchestrator.work.ActiveRuns;

/**
 * Tells if an agent works. While each run waits for the user or for the end of a usage limit, the session's time stands
 * still, and no review comes due.
 */
public final class WorkWatch {
    private static final int SEES_WAITS = 1;
    private static final int SEES_STARTS = 2;

    private final LiveSession session;
    private final ActiveRuns runs;
    /** False in executions that began in an earlier release: a run that waits counts as working. */
    private final boolean seesWaits;
    /** False in executions that began in an earlier release: the start of a run is noticed with the next news. */
    private final boolean seesStarts;

    public WorkWatch(LiveSession session, ActiveRuns runs) {
        this.session = session;
        this.runs = runs;
        int version = Workflow.getVersion("rests-while-nobody-works", Workflow.DEFAULT_VERSION, SEES_STARTS);
        seesWaits = version >= SEES_WAITS;
        seesStarts = version >= SEES_STARTS;
    }

    /** False in executions that began in an earlier release. */
    public boolean seesStarts() {
        return seesStarts;
    }

    /** False in executions that began in an earlier release. */
    public boolean seesWaits() {
        return seesWaits;
    }

    public boolean isAnyAtWork() {
        return seesWaits ? runs.isAnyAtWork(this::works) : !runs.isEmpty();
    }

    /** True if a review by time may find something new. */
    public boolean mayHaveChanged() {
        if (!seesWaits) return true;
        return !isHeld() && runs.isAnyAtWork(assignment -> assignment.isWriting() && works(assignment));
    }

    /** All runs that change files are paused while the user is asked about the budget or a review. */
    private boolean isHeld() {
        return session.items().isOpen(OpenItem.Kind.BUDGET) || session.items().isOpen(OpenItem.Kind.REVIEW);
    }

    private boolean works(Assignment assignment) {
        return !session.isWaiting(session.assignments().state(assignment.id()).run());
    }
}
