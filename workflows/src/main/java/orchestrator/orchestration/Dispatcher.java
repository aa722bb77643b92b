package orchestrator.orchestration;

import static orchestrator.work.Now.now;

import java.util.List;
import orchestrator.event.EventType;
import orchestrator.orchestration.control.Handovers;
import orchestrator.orchestration.review.ReviewDesk;
import orchestrator.orchestration.review.ReviewTriggers;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.plan.Assignment;
import orchestrator.plan.Kind;
import orchestrator.plan.Schedule;
import orchestrator.session.AssignmentState.Status;
import orchestrator.session.OpenItem;
import orchestrator.work.ActiveRuns;
import orchestrator.work.Assignments;

/** Starts a run for each assignment that is ready. */
final class Dispatcher {
    private final SessionContext context;
    private final LiveSession session;
    private final Assignments assignments;
    private final ActiveRuns runs;
    private final ReviewDesk desk;
    private final ReviewTriggers triggers;
    private final Handovers handovers;

    Dispatcher(SessionContext context, ActiveRuns runs, ReviewDesk desk, ReviewTriggers triggers, Handovers handovers) {
        this.context = context;
        this.session = context.session();
        this.assignments = session.assignments();
        this.runs = runs;
        this.desk = desk;
        this.triggers = triggers;
        this.handovers = handovers;
    }

    void startReady() {
        for (Assignment given : handovers.reassignUnable()) {
            if (given.kind() == Kind.REVIEW) desk.onHandOver(given.id());
        }
        ready().forEach(this::start);
    }

    /** Starts only what the open round of reviews needs to end. */
    void startReviews() {
        ready().stream().filter(a -> a.kind() == Kind.REVIEW).forEach(this::start);
    }

    private void start(Assignment next) {
        if (next.kind() == Kind.FIX || next.kind() == Kind.MERGE) assignments.continueConversation(next.id());
        if (next.kind() == Kind.REVIEW) runs.startReview(next, desk.copyOf(next));
        else runs.start(next);
        assignments.start(next.id(), now());
        session.progress().showRunning();
        context.journal().add(EventType.STATUS, assignments.state(next.id()).run() + " starts: " + next.title());
        if (next.isWriting() && context.isReviewed()) triggers.onWorkStart();
    }

    /**
     * An open question about the budget holds back everything; one about a review holds back work that changes files.
     */
    List<Assignment> ready() {
        if (session.items().isOpen(OpenItem.Kind.BUDGET)) return List.of();
        boolean asksAboutReview = session.items().isOpen(OpenItem.Kind.REVIEW);
        List<Assignment> waiting = assignments.withStatus(Status.WAITING).stream()
                .filter(a -> !asksAboutReview || !a.isWriting())
                .toList();
        List<Assignment> running = assignments.withStatus(Status.RUNNING);
        return context.checkouts().areSeparate()
                ? Schedule.inOwnCheckouts(waiting, running, assignments.done())
                : Schedule.inOneCheckout(waiting, running, assignments.done());
    }
}
