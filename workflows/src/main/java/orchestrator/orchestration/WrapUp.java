package orchestrator.orchestration;

import java.util.List;
import orchestrator.orchestration.followup.LeftOuts;
import orchestrator.orchestration.followup.UserQuestions;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.session.Teamwork;
import orchestrator.work.Checks;

/** Reviews and verifies the result once no agent has anything left to do, until nothing changes any more. */
final class WrapUp {
    private final SessionContext context;
    private final LiveSession session;
    private final ReviewSteps reviews;
    private final Checks checks;
    private final LeftOuts leftOuts;
    private final UserQuestions questions;

    WrapUp(SessionContext context, ReviewSteps reviews, Checks checks, LeftOuts leftOuts, UserQuestions questions) {
        this.context = context;
        this.session = context.session();
        this.reviews = reviews;
        this.checks = checks;
        this.leftOuts = leftOuts;
        this.questions = questions;
    }

    /** Starts the next step or asks the user; returns true if nothing is left, so that the session is over. */
    boolean isOver() {
        if (!session.assignments().isComplete()) return true;
        return context.checkouts().areOpen() ? isResultFinal() : isUnblocked();
    }

    private boolean isResultFinal() {
        int version = session.result().version();
        if (reviews.isResultDue()) {
            reviews.reviewResult();
        } else if (reviews.askAboutUnresolved()) {
            return false;
        } else if (checks.isDue(version, context.isChanged())) {
            checks.start(version, session.result().commit());
        } else if (!leftOuts.ask()) {
            return isUnblocked();
        }
        return false;
    }

    /** Asks the user about standing blockers; returns true if there are none. */
    private boolean isUnblocked() {
        List<Teamwork.Blocker> standing = session.blockers().standing();
        if (standing.isEmpty()) return true;
        questions.askAboutBlockers(standing, !context.checkouts().areOpen() || context.isChanged());
        return false;
    }
}
