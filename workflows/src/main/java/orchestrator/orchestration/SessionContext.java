package orchestrator.orchestration;

import java.util.function.BooleanSupplier;
import orchestrator.journal.Journal;
import orchestrator.orchestration.state.CurrentCrew;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.session.request.SessionRequest;
import orchestrator.work.CheckoutCalls;
import orchestrator.work.SessionCalls;

/**
 * The state of a running session, and its calls to hosts.
 *
 * @param stopping true if the session has to end now
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

    /** True if agents review each other's work, which needs checkouts. */
    boolean isReviewed() {
        return checkouts.areOpen() && request.isReviewed();
    }

    /** True if the result differs from the session's base, or might. */
    boolean isChanged() {
        return session.result().isChanged();
    }
}
