package orchestrator.orchestration.review;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import orchestrator.event.EventType;
import orchestrator.journal.Journal;
import orchestrator.launch.Notice;
import orchestrator.plan.Assignment;
import orchestrator.rollover.Rebuilt;
import orchestrator.rollover.Saved;
import orchestrator.session.request.SessionRequest;
import orchestrator.work.BudgetTracker;

/** Opens rounds of reviews during the work: on notices, on request, and after some time, as the budget allows. */
@Saved
public final class ReviewTriggers {
    private final ReviewDesk desk;
    private final BudgetTracker budget;

    @Rebuilt
    private final SessionRequest request;

    private final Journal journal;
    private final PendingTriggers pending = new PendingTriggers();
    private final Alarm alarm;
    /** True if the time to the next review begins when an agent works again. */
    private boolean rests;

    public ReviewTriggers(ReviewDesk desk, BudgetTracker budget, SessionRequest request, Journal journal) {
        this.desk = desk;
        this.budget = budget;
        this.request = request;
        this.journal = journal;
        this.alarm = new Alarm(Duration.ofMinutes(request.reviewEveryMinutes()));
    }

    public void onNotice(String agent, String run, Notice notice) {
        pending.addNotice(agent, run, notice.type(), notice.text());
    }

    /** Notes the user's request for a review. */
    public void onRequest(Set<String> authors) {
        pending.addRequest(authors, "asked for by hand");
    }

    /** Starts the time to the next review with the first work. */
    public void onWorkStart() {
        if (!alarm.isSet()) alarm.set();
    }

    public void onReviewed() {
        if (alarm.isSet()) alarm.set();
    }

    /** Goes on with the time to the next review that an earlier execution has begun. */
    public void goOn() {
        alarm.goOn();
    }

    public boolean isTimeUp() {
        return alarm.isRinging();
    }

    /**
     * Opens a round if there is a reason for one.
     *
     * @param writing running assignments that change files; if there are none, the result is reviewed
     * @param mayHaveChanged false if no agent has worked, so that there is nothing new to review
     */
    public void openDue(List<Assignment> writing, boolean mayHaveChanged) {
        if (alarm.isRinging()) onTime(writing, mayHaveChanged);
        else if (rests && mayHaveChanged) {
            rests = false;
            onWorkStart();
        }
        if (pending.isEmpty()) return;
        String reasons = pending.reasons();
        if (desk.isOpen()) desk.join(reasons);
        else if (isWorthARound()) desk.open(reasons, pending.authors(), writing.isEmpty());
        else journal.add(EventType.STATUS, reasons + "; not reviewed now: the last rounds are kept for the end");
        pending.clear();
    }

    private void onTime(List<Assignment> writing, boolean mayHaveChanged) {
        rests = !mayHaveChanged;
        if (rests) {
            alarm.clear();
            return;
        }
        alarm.set();
        pending.addElapsed(agents(writing), request.reviewEveryMinutes());
    }

    /** Keeps the last rounds for the whole result and for fixes after its review. The user's request always counts. */
    private boolean isWorthARound() {
        if (pending.isByUser()) return true;
        return budget.roundsLeft() > (pending.isUrgent() ? 1 : 1 + request.fixRoundsMax());
    }

    private static Set<String> agents(List<Assignment> of) {
        return of.stream().map(Assignment::agent).collect(Collectors.toSet());
    }
}
