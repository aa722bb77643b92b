package orchestrator.orchestration;

import java.util.function.Consumer;
import orchestrator.orchestration.followup.FixAssignments;
import orchestrator.orchestration.followup.Planner;
import orchestrator.orchestration.permission.Permissions;
import orchestrator.orchestration.state.ControlLog.Answered;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.session.AnswerChoice;
import orchestrator.session.OpenItem;
import orchestrator.work.BudgetTracker;

/** Carries out the user's answers to open items. */
final class Answers {
    private final LiveSession session;
    private final Planner planner;
    private final FixAssignments fixes;
    private final BudgetTracker budget;
    private final Permissions permissions;
    private final Consumer<AnswerChoice> settleLeftOut;

    /** @param settleLeftOut receives the user's choice for files that were left out */
    Answers(
            LiveSession session,
            Planner planner,
            FixAssignments fixes,
            BudgetTracker budget,
            Permissions permissions,
            Consumer<AnswerChoice> settleLeftOut) {
        this.session = session;
        this.planner = planner;
        this.fixes = fixes;
        this.budget = budget;
        this.permissions = permissions;
        this.settleLeftOut = settleLeftOut;
    }

    void apply() {
        session.controls().takeAnswers().forEach(this::apply);
    }

    /** The other choices need no more than a closed item. */
    private void apply(Answered answered) {
        OpenItem item = answered.item();
        switch (answered.choice()) {
            case FIX -> fix(item, answered.text());
            case MORE -> session.items().limit(item.id()).ifPresent(budget::raise);
            case ACCEPT -> accept(item, answered);
            case ALLOW, ALWAYS, DENY -> permissions.answer(item, answered.choice(), answered.by());
            case KEEP, TAKE, REMOVE -> settleLeftOut.accept(answered.choice());
            default -> {}
        }
    }

    private void fix(OpenItem item, String text) {
        if (item.kind() == OpenItem.Kind.PLAN) planner.onObjection(text);
        else fixes.fixForUser(item.id(), text);
    }

    private void accept(OpenItem item, Answered answered) {
        switch (item.kind()) {
            case PLAN -> planner.onApproval(answered.plan(), answered.by());
            case VERIFICATION -> session.result().checks().accept();
            case BLOCKER -> session.blockers().accept();
            case REVIEW, RUN, BUDGET ->
                session.reviews().setReviewed(session.result().version());
            case LEFT_OUT, PERMISSION -> {}
        }
    }
}
