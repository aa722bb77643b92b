package orchestrator.orchestration.review;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import orchestrator.event.EventType;
import orchestrator.journal.Journal;
import orchestrator.launch.Notice;
import orchestrator.plan.Assignment;
import orchestrator.session.request.SessionRequest;
import orchestrator.work.BudgetTracker;

/** Calls for reviews while work goes on, as far as the budget allows. */
public final class ReviewTriggers {
    private final ReviewDesk desk;
    private final BudgetTracker purse;
    private final SessionRequest request;
    private final Journal journal;
    private final Triggers triggers = new Triggers();
    private final Alarm alarm;

    public ReviewTriggers(ReviewDesk desk, BudgetTracker purse, SessionRequest request, Journal journal) {
        this.desk = desk;
        this.purse = purse;
        this.request = request;
        this.journal = journal;
        this.alarm = new Alarm(Duration.ofMinutes(request.reviewEveryMinutes()));
    }

    public void told(String agent, String run, Notice notice) {
        triggers.told(agent, run, notice.type(), notice.text());
    }

    public void asked(Set<String> authors) {
        triggers.asked(authors, "asked for by hand");
    }

    /** From the first work on; what the time since the last review is counted from. */
    public void workBegins() {
        if (!alarm.isSet()) alarm.set();
    }

    public void reviewed() {
        if (alarm.isSet()) alarm.set();
    }

    public boolean isRinging() {
        return alarm.isRinging();
    }

    /** @param writing those at work; where there are none, the result is looked at */
    public void heed(List<Assignment> writing) {
        if (alarm.isRinging()) {
            alarm.set();
            triggers.elapsed(agents(writing), request.reviewEveryMinutes());
        }
        if (triggers.isEmpty()) return;
        if (desk.isOpen()) desk.join(triggers.told());
        else if (isWorthARound()) desk.open(triggers.told(), triggers.authors(), writing.isEmpty());
        else
            journal.add(EventType.STATUS, triggers.told() + "; not reviewed now: the last rounds are kept for the end");
        triggers.clear();
    }

    /** The work as a whole is reviewed at the end, and after it was put right. */
    private boolean isWorthARound() {
        if (triggers.isByHand()) return true;
        return purse.roundsLeft() > (triggers.isUrgent() ? 1 : 1 + request.fixRoundsMax());
    }

    private static Set<String> agents(List<Assignment> of) {
        return of.stream().map(Assignment::agent).collect(Collectors.toSet());
    }
}
