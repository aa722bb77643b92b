package orchestrator.orchestration;

import java.util.function.Consumer;
import orchestrator.orchestration.followup.FixAssignments;
import orchestrator.orchestration.state.ControlLog.Answered;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.session.OpenItem;
import orchestrator.work.BudgetTracker;

/** Carries out what the user answered to open items. */
final class Answers {
    private final LiveSession session;
    private final FixAssignments fixes;
    private final BudgetTracker budget;
    private final Consumer<String> settleLeftOut;

    /** @param settleLeftOut receives the choice of what becomes of files that were left out */
    Answers(LiveSession session, FixAssignments fixes, BudgetTracker budget, Consumer<String> settleLeftOut) {
        this.session = session;
        this.fixes = fixes;
        this.budget = budget;
        this.settleLeftOut = settleLeftOut;
    }

    void apply() {
        session.controls().takeAnswers().forEach(this::apply);
    }

    /** Choices that are not named here need nothing but that the item is closed. */
    private void apply(Answered answered) {
        OpenItem item = answered.item();
        switch (answered.choice()) {
            case "fix" -> fixes.fixForUser(item.id(), answered.text());
            case "more" -> session.items().limit(item.id()).ifPresent(budget::raise);
            case "accept" -> accept(item);
            case "keep", "take", "remove" -> settleLeftOut.accept(answered.choice());
            default -> {}
        }
    }

    private void accept(OpenItem item) {
        switch (item.kind()) {
            case VERIFICATION -> session.result().checks().accept();
            case BLOCKER -> session.blockers().accept();
            case REVIEW, RUN, BUDGET ->
                session.reviews().setReviewed(session.result().version());
            case LEFT_OUT -> {}
        }
    }
}
