package orchestrator.orchestration;

import orchestrator.journal.Journal;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.rollover.Saved;
import orchestrator.session.OpenItem;
import orchestrator.work.ActiveRuns;

/** Passes controls on to their runs. */
@Saved
final class ControlForwarding {
    private final LiveSession session;
    private final ActiveRuns runs;
    private final Journal journal;
    private boolean wasPaused;

    ControlForwarding(LiveSession session, ActiveRuns runs, Journal journal) {
        this.session = session;
        this.runs = runs;
        this.journal = journal;
    }

    void apply() {
        pauseRuns();
        session.controls().takeToLeaveHost().forEach(runs::leaveHost);
        session.controls().takeToRetryNow().forEach(runs::retryNow);
        session.controls().takeToStop().forEach(id -> runs.stop(id, "aborted"));
    }

    /**
     * Pauses all runs with the session and while the user is asked about the budget. Runs that change files also pause
     * while the user is asked about a review.
     */
    private void pauseRuns() {
        boolean isPaused = session.progress().isPaused();
        boolean asksAboutBudget = session.items().isOpen(OpenItem.Kind.BUDGET);
        boolean asksAboutReview = session.items().isOpen(OpenItem.Kind.REVIEW);
        runs.pause(a -> isPaused || asksAboutBudget || (asksAboutReview && a.isWriting()));
        if (wasPaused == isPaused) return;
        wasPaused = isPaused;
        journal.touch();
    }
}
