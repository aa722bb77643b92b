package orchestrator.orchestration;

import orchestrator.checkout.CheckoutActivities.Integrated;
import orchestrator.event.EventType;
import orchestrator.journal.Journal;
import orchestrator.orchestration.followup.FixAssignments;
import orchestrator.orchestration.followup.LeftOuts;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.plan.Assignment;
import orchestrator.work.CheckoutCalls;

/** Records work that was merged into the result, and sends back work that conflicts with it. */
final class IntegratedWork {
    private final LiveSession session;
    private final CheckoutCalls checkouts;
    private final FixAssignments fixes;
    private final LeftOuts leftOuts;
    private final Journal journal;

    IntegratedWork(SessionContext context, FixAssignments fixes, LeftOuts leftOuts) {
        this.session = context.session();
        this.checkouts = context.checkouts();
        this.fixes = fixes;
        this.leftOuts = leftOuts;
        this.journal = context.journal();
    }

    void add(Assignment assignment, Integrated integrated) {
        if (!integrated.note().isEmpty()) journal.add(EventType.STATUS, integrated.note());
        if (!integrated.conflicts().isEmpty()) {
            fixes.merge(assignment, integrated.conflicts());
            return;
        }
        merge(assignment, assignment.agent(), integrated);
    }

    /** What conflicts stays with its author, whose checkout may hold files that nobody else has. */
    void takeOver(Assignment assignment, String author, Integrated integrated) {
        if (!integrated.note().isEmpty()) journal.add(EventType.STATUS, integrated.note());
        if (integrated.conflicts().isEmpty()) merge(assignment, author, integrated);
        else if (!integrated.leftOut().isEmpty()) noteLeftOut(author, integrated);
    }

    private void merge(Assignment assignment, String author, Integrated integrated) {
        String before = session.result().commit();
        add(author, integrated);
        boolean changes =
                !integrated.files().isEmpty() && !before.equals(session.result().commit());
        if (changes) session.result().markChanging(assignment.id());
    }

    void add(String agent, Integrated integrated) {
        noteLeftOut(agent, integrated);
        session.result().integrated(agent, integrated);
    }

    private void noteLeftOut(String agent, Integrated integrated) {
        if (checkouts.areSeparate()) leftOuts.onFound(agent, integrated.leftOut());
    }
}
