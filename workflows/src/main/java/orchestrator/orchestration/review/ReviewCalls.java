package orchestrator.orchestration.review;

import io.temporal.workflow.Async;
import io.temporal.workflow.Functions.Proc;
import io.temporal.workflow.Promise;
import orchestrator.checkout.CheckoutActivities.Copy;
import orchestrator.event.EventType;
import orchestrator.failure.CallFailure;
import orchestrator.journal.Journal;
import orchestrator.json.Json;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.review.Review;
import orchestrator.rollover.Rebuilt;
import orchestrator.session.SessionActivities.Keep;
import orchestrator.work.CheckoutCalls;
import orchestrator.work.SessionCalls;

/** Makes and removes copies for reviews, and keeps reviews as files. No call holds up the session before its end. */
final class ReviewCalls {
    private final LiveSession session;
    private final CheckoutCalls checkouts;
    private final SessionCalls calls;
    private final Journal journal;

    @Rebuilt
    private int underWay;

    ReviewCalls(LiveSession session, CheckoutCalls checkouts, SessionCalls calls, Journal journal) {
        this.session = session;
        this.checkouts = checkouts;
        this.calls = calls;
        this.journal = journal;
    }

    boolean areNone() {
        return underWay == 0;
    }

    /** @param whose the agent whose work is copied; empty for the result */
    Promise<Copy> copy(String whose, String name) {
        underWay++;
        return Async.function(checkouts::copy, whose, name).handle((copy, failure) -> {
            underWay--;
            if (failure != null) throw failure;
            return copy;
        });
    }

    /** Removes a copy; if that fails, it is removed with the session's checkouts. */
    void drop(String name) {
        begin(() -> checkouts.drop(name)).exceptionally(failure -> null);
    }

    /** Keeps a review that has ended as a file, and shows it with the review. */
    void keep(String id, Review review) {
        Keep wanted = new Keep(session.key(), review.file(), Json.write(review));
        begin(() -> {
                    String kept = calls.call("keep a review", h -> h.keep(wanted));
                    session.reviews().put(id, review.keptAs(kept));
                })
                .exceptionally(failure -> {
                    journal.add(
                            EventType.ERROR, "the review could not be kept as a file: " + CallFailure.words(failure));
                    return null;
                });
    }

    private Promise<Void> begin(Proc call) {
        underWay++;
        return Async.procedure(() -> {
            try {
                call.apply();
            } finally {
                underWay--;
            }
        });
    }
}
