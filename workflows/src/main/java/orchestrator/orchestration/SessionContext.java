package orchestrator.orchestration;

import java.util.function.BooleanSupplier;
import orchestrator.journal.Journal;
import orchestrator.orchestration.state.CurrentCrew;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.session.request.SessionRequest;
import orchestrator.work.CheckoutCalls;
import orchestrator.work.SessionCalls;

/**
 * The state of a session at work, and the ways to act on the world.
 *
 * @param stopping whether the session is to end now
 */
record SessionContext(
        LiveSession session,
        SessionRequest request,
        CurrentCrew crew,
        SessionCalls calls,
        CheckoutCalls checkouts,
        Journal journal,
        BooleanSupplier stopping) {

    boolean isStopping() {
        return stopping.getAsBoolean();
    }

    /** True if agents review each other's work; without checkouts there is nothing to look at. */
    boolean isReviewed() {
        return checkouts.areOpen() && request.isReviewed();
    }

    /** True if there is a result that differs from what the session began with, or might. */
    boolean isChanged() {
        return session.result().isChanged();
    }
}
