package orchestrator.orchestration;

import orchestrator.crew.Role;
import orchestrator.orchestration.followup.ReviewDecisions;
import orchestrator.orchestration.review.ReviewDesk;
import orchestrator.orchestration.review.ReviewTriggers;
import orchestrator.orchestration.review.WorkWatch;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.orchestration.state.ResultState;
import orchestrator.orchestration.state.RoundOutcome;
import orchestrator.review.Decision;
import orchestrator.work.ActiveRuns;

/** The review steps of the loop. */
final class ReviewSteps {
    private final SessionContext context;
    private final LiveSession session;
    private final ReviewDesk desk;
    private final ReviewTriggers triggers;
    private final ReviewDecisions decisions;
    private final BudgetGuard budget;
    private final WorkWatch work;

    ReviewSteps(
            SessionContext context,
            ReviewDesk desk,
            ReviewTriggers triggers,
            ReviewDecisions decisions,
            BudgetGuard budget,
            WorkWatch work) {
        this.context = context;
        this.session = context.session();
        this.desk = desk;
        this.triggers = triggers;
        this.decisions = decisions;
        this.budget = budget;
        this.work = work;
    }

    boolean isOpen() {
        return desk.isOpen();
    }

    /** True while a round is open, or waits for its decision. */
    boolean isBusy() {
        return desk.isBusy();
    }

    boolean isPuttingAway() {
        return desk.isPuttingAway();
    }

    boolean isTimeUp() {
        return triggers.isTimeUp();
    }

    ReviewTriggers triggers() {
        return triggers;
    }

    /** Decides on the round that has just ended; returns false if there is none. */
    boolean decide() {
        return desk.takeClosed().map(this::decide).orElse(false);
    }

    private boolean decide(ReviewDesk.Closed closed) {
        RoundOutcome outcome = closed.outcome();
        if (!outcome.hasVerdicts()) return false;
        budget.spendRound();
        session.result().setDiff(closed.diff());
        Decision decision = decisions.decide(outcome, closed.diff());
        if (decision == Decision.CONTINUE || decision == Decision.LOG_WARNING)
            session.blockers().onReviewed(outcome.reviewed(), outcome.isOfResult());
        triggers.onReviewed();
        return true;
    }

    void openDue(ActiveRuns runs) {
        triggers.openDue(runs.writing(), work.mayHaveChanged());
    }

    /** True if all work is done and the result has changed since its last review. */
    boolean isResultDue() {
        return context.isReviewed()
                && context.isChanged()
                && !session.reviews().isReviewed(session.result().version())
                && session.assignments().isComplete();
    }

    /** Opens a review of the result; asks the user instead if no round is left. */
    void reviewResult() {
        if (!budget.hasRound()) return;
        ResultState result = session.result();
        session.reviews().setReviewed(result.version());
        result.addAuthor(context.crew().now(Role.IMPLEMENTER));
        desk.open("all work is done", result.authors(), true);
    }

    boolean askAboutUnresolved() {
        return decisions.askAboutUnresolved();
    }

    void close() {
        desk.close();
    }
}
