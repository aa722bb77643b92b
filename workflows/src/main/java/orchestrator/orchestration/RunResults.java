package orchestrator.orchestration;

import static orchestrator.work.Now.now;

import java.util.Optional;
import orchestrator.checkout.CheckoutActivities.Integrated;
import orchestrator.event.EventType;
import orchestrator.journal.Journal;
import orchestrator.orchestration.control.Handovers;
import orchestrator.orchestration.followup.Planner;
import orchestrator.orchestration.review.ReviewDesk;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.orchestration.state.RunNeeds;
import orchestrator.plan.Assignment;
import orchestrator.plan.Kind;
import orchestrator.run.RunResult;
import orchestrator.run.RunResult.Outcome;
import orchestrator.session.AssignmentState;
import orchestrator.session.AssignmentState.Status;
import orchestrator.work.Assignments;
import orchestrator.work.RunListener;

/** Handles the ends of runs, and the work that was merged into the result. */
final class RunResults implements RunListener {
    private final SessionContext context;
    private final LiveSession session;
    private final Assignments assignments;
    private final Journal journal;
    private final Handovers handovers;
    private final Planner planner;
    private final ReviewDesk desk;
    private final IntegratedWork integratedWork;
    private final Runnable wakeLoop;

    RunResults(
            SessionContext context,
            Handovers handovers,
            Planner planner,
            ReviewDesk desk,
            IntegratedWork integratedWork,
            Runnable wakeLoop) {
        this.context = context;
        this.session = context.session();
        this.assignments = session.assignments();
        this.journal = context.journal();
        this.handovers = handovers;
        this.planner = planner;
        this.desk = desk;
        this.integratedWork = integratedWork;
        this.wakeLoop = wakeLoop;
    }

    @Override
    public void onIntegrated(String id, Integrated integrated) {
        integratedWork.add(assignments.assignment(id), integrated);
    }

    @Override
    public void onTakenOver(String id, String author, Integrated integrated) {
        integratedWork.takeOver(assignments.assignment(id), author, integrated);
    }

    @Override
    public void onEnd(String id, RunResult result) {
        Assignment assignment = assignments.assignment(id);
        Optional<String> substitute =
                result.unable() && !context.isStopping() ? handovers.substituteFor(assignment) : Optional.empty();
        RunResult kept = resultToKeep(assignment, result, substitute.isPresent());
        assignments.end(id, kept, now());
        session.progress().showRunning();
        boolean mayHaveChanged =
                !context.checkouts().areOpen() || session.result().takeChanging(id);
        session.blockers().onRunEnd(assignment, kept, mayHaveChanged, now());
        report(assignments.state(id), kept);
        if (substitute.isPresent()) handOver(assignment, kept, substitute.get());
        else if (kept.outcome() != Outcome.SUCCEEDED && !context.isStopping()) continueUnfinished(assignment, kept);
        if (assignments.state(id).status() != Status.WAITING) passOn(assignment, kept);
        wakeLoop.run();
    }

    /** Leaves work that no agent can do to the user. The session continues without a plan or a review that failed. */
    private RunResult resultToKeep(Assignment assignment, RunResult result, boolean hasSubstitute) {
        if (hasSubstitute || !assignment.isWriting())
            return result.outcome() == Outcome.NEEDS_YOU ? result.failed() : result;
        boolean isEnded = session.controls().isAborted(assignment.id()) || assignments.isInterrupted(assignment.id());
        boolean asksUser = result.unable() && !isEnded && !context.isStopping();
        return asksUser ? result.needsYou() : result;
    }

    private void report(AssignmentState state, RunResult result) {
        String what = state.run() + " " + state.status().wire().replace('_', ' ');
        session.items().settle(state.run(), now());
        boolean needsUser = state.status() == Status.NEEDS_YOU;
        if (needsUser) session.askAbout(state.run(), RunNeeds.of(session.session(), state), now());
        journal.add(
                needsUser ? EventType.BLOCKER : EventType.STATUS,
                result.reason().isEmpty() ? what : what + ": " + result.reason());
    }

    private void handOver(Assignment assignment, RunResult result, String substitute) {
        assignments.takeInterruption(assignment.id());
        handovers.handOverFailed(assignment, result.reason(), substitute);
        if (assignment.kind() == Kind.REVIEW) desk.onHandOver(assignment.id());
    }

    /** An interrupted run continues later; an aborted one's assignment goes to another agent. */
    private void continueUnfinished(Assignment assignment, RunResult result) {
        Optional<String> interruption = assignments.takeInterruption(assignment.id());
        if (interruption.isPresent() && result.outcome() == Outcome.STOPPED)
            assignments.continueLater(assignment.id(), result, interruption.get());
        else handovers.onEnd(assignment.id());
        boolean isHandedOver = assignments.state(assignment.id()).status() == Status.WAITING;
        if (isHandedOver && assignment.kind() == Kind.REVIEW) desk.onHandOver(assignment.id());
    }

    private void passOn(Assignment assignment, RunResult result) {
        assignments.takeInterruption(assignment.id());
        if (context.isStopping()) return;
        if (assignment.kind() == Kind.PLAN) planner.onEnd(result);
        if (assignment.kind() == Kind.REVIEW) desk.onEnd(assignment.id(), result);
    }
}
