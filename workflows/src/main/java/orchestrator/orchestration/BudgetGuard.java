package orchestrator.orchestration;

import java.util.Optional;
import java.util.stream.Collectors;
import orchestrator.orchestration.followup.UserQuestions;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.session.Hold;
import orchestrator.session.OpenItem;
import orchestrator.work.BudgetTracker;
import orchestrator.work.BudgetTracker.Limit;

/** Asks the user once a limit of the budget is reached. Without checkouts there is no budget. */
final class BudgetGuard {
    private final SessionContext context;
    private final LiveSession session;
    private final BudgetTracker budget;
    private final UserQuestions questions;

    BudgetGuard(SessionContext context, BudgetTracker budget, UserQuestions questions) {
        this.context = context;
        this.session = context.session();
        this.budget = budget;
        this.questions = questions;
    }

    /** True while the user is asked about the budget, so that nothing starts. */
    boolean isAsking() {
        return session.items().isOpen(OpenItem.Kind.BUDGET);
    }

    /** True if time is up and the user is not being asked yet. */
    boolean isTimeUp() {
        return context.checkouts().areOpen() && budget.isTimeOver() && !isAsking();
    }

    /** Counts the session's time, unless it waits for a host, or for the user while no agent works. */
    void countTime(boolean isAnyAtWork) {
        if (!context.checkouts().areOpen()) return;
        boolean waitsForUser = !isAnyAtWork && !session.items().open().isEmpty();
        budget.setWorking(!waitsForUser && session.progress().hold().kind() != Hold.Kind.WAITING);
    }

    /** Returns true if the user is asked now. */
    boolean askIfExhausted() {
        if (!context.checkouts().areOpen() || isAsking()) return false;
        Optional<Limit> limit = budget.exhausted(session.assignments().usage());
        limit.ifPresent(this::ask);
        return limit.isPresent();
    }

    /** Returns false, and asks the user, if no round of reviews is left. */
    boolean hasRound() {
        if (budget.roundsLeft() > 0) return true;
        ask(Limit.ROUNDS);
        return false;
    }

    private void ask(Limit limit) {
        String spentOn = session.assignments().all().stream()
                .filter(s -> s.launches() > 0)
                .map(s -> s.run() + " (" + s.title() + ")")
                .collect(Collectors.joining(", "));
        questions.askAboutLimit(limit, budget.describe(limit), spentOn);
    }

    void spendRound() {
        budget.spendRound();
    }

    void close() {
        budget.close();
    }
}
