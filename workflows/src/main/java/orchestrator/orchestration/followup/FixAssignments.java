package orchestrator.orchestration.followup;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import orchestrator.crew.Role;
import orchestrator.event.EventType;
import orchestrator.journal.Journal;
import orchestrator.orchestration.state.CurrentCrew;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.plan.Assignment;
import orchestrator.plan.Briefs;
import orchestrator.plan.Kind;
import orchestrator.text.Text;

/** Adds assignments to the plan that fix findings of reviews, checks and the user, or merge conflicting work. */
public final class FixAssignments {
    private static final int TITLE_CHARACTERS_MAX = 80;

    private final LiveSession session;
    private final CurrentCrew crew;
    private final Planner planner;
    private final Journal journal;

    public FixAssignments(LiveSession session, CurrentCrew crew, Planner planner, Journal journal) {
        this.session = session;
        this.crew = crew;
        this.planner = planner;
        this.journal = journal;
    }

    /** Gives these points to the implementer; returns the assignment. */
    Assignment fix(List<String> points, String title) {
        return add(Kind.FIX, Role.IMPLEMENTER, crew.now(Role.IMPLEMENTER), title, Briefs.toFix(points));
    }

    /** Has this item fixed on the user's request, after which the agents have all their rounds again. */
    public void fixForUser(String item, String text) {
        List<String> points = new ArrayList<>(session.items().points(item));
        if (!text.isEmpty()) points.add("the user: " + text);
        session.fixes().resetRounds();
        fix(points, "Fix what the user asked for");
    }

    /** Gives the user's words to an agent; returns the assignment. */
    Assignment passOn(List<String> points, Role role, String agent) {
        session.fixes().resetRounds();
        return add(Kind.FIX, role, agent, "Follow the user's message", Briefs.fromUser(role, points));
    }

    /** Sends conflicting work back to its agent, whose checkout holds the conflict. */
    public void merge(Assignment from, List<String> files) {
        String all = String.join(", ", files);
        Assignment merge =
                add(Kind.MERGE, from.role(), from.agent(), "Bring together " + all, Briefs.toMerge(from.role(), files));
        session.assignments().addDependencyOfDependents(from.id(), merge.id());
        journal.add(EventType.STATUS, "conflict in " + all + ": goes to " + from.agent() + " as " + merge.id());
    }

    private Assignment add(Kind kind, Role role, String agent, String title, String brief) {
        String id = session.assignments().freeId(kind);
        String shown = Text.cut(title, TITLE_CHARACTERS_MAX);
        Assignment added = new Assignment(id, kind, role, agent, shown, brief, 0, false, Set.of());
        session.assignments().add(List.of(added));
        planner.keepUpToDate();
        return added;
    }
}
