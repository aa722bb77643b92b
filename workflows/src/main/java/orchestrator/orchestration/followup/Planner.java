package orchestrator.orchestration.followup;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.workflow.Async;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import orchestrator.crew.Role;
import orchestrator.event.EventType;
import orchestrator.failure.CallFailure;
import orchestrator.journal.Journal;
import orchestrator.json.Json;
import orchestrator.orchestration.state.CurrentCrew;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.plan.Assignment;
import orchestrator.plan.Briefs;
import orchestrator.plan.FixedSplit;
import orchestrator.plan.Kind;
import orchestrator.plan.PlanAnswer;
import orchestrator.run.RunResult;
import orchestrator.run.RunResult.Outcome;
import orchestrator.session.SessionActivities.Carried;
import orchestrator.session.SessionActivities.Keep;
import orchestrator.session.SessionActivities.Prepared;
import orchestrator.session.Teamwork.Plan;
import orchestrator.work.Assignments;
import orchestrator.work.SessionCalls;
import org.jspecify.annotations.Nullable;

/** Makes the plan of a session. It asks the architect at most twice, and falls back to the fixed split. */
public final class Planner {
    private static final String ID = "plan";
    private static final int TIMES_ASKED_MAX = 2;

    private final LiveSession session;
    private final CurrentCrew crew;
    private final SessionCalls calls;
    private final Journal journal;
    private int asked;

    public Planner(LiveSession session, CurrentCrew crew, SessionCalls calls, Journal journal) {
        this.session = session;
        this.crew = crew;
        this.calls = calls;
        this.journal = journal;
    }

    public void begin(Prepared prepared) {
        boolean isResumed = !prepared.carried().isEmpty();
        if (!prepared.plan().isEmpty()) useEarlierPlan(prepared.plan());
        else if (prepared.request().plansByAgent() && !isResumed) askArchitect();
        else split();
        prepared.carried().forEach(this::takeOver);
    }

    /** Keeps a finished assignment of the earlier session finished, and continues one that was begun. */
    private void takeOver(Carried carried) {
        Assignments assignments = session.assignments();
        String id = carried.assignment();
        if (!assignments.isKnown(id)) return;
        if (carried.done()) {
            session.blockers().restore(carried.blockers());
            assignments.doneBefore(
                    id, carried.answer(), "done by " + carried.run() + " in the session that is resumed");
        } else if (carried.begun()) {
            String from = carried.takenFromAgent();
            if (from != null && !from.equals(assignments.assignment(id).agent()))
                assignments.takenOverBefore(id, Objects.requireNonNull(carried.takenFrom()), from);
            boolean sameAgent = assignments.assignment(id).agent().equals(carried.agent());
            String cause = carried.run() + " ended before it was done, with the session that is resumed";
            assignments.takeUp(id, sameAgent ? carried.conversation() : null, cause);
        }
    }

    /** Uses the plan of the session that this one resumes. */
    private void useEarlierPlan(List<Assignment> plan) {
        session.assignments().add(plan);
        keep(new Plan("agent", "the plan of the session that is resumed", ""));
    }

    private void split() {
        session.assignments().add(FixedSplit.of(crew.initial()));
        session.setPlan(new Plan("fixed", "", ""));
    }

    private void askArchitect() {
        asked++;
        String agent = crew.initial().get(Role.ARCHITECT);
        Assignment planning = new Assignment(
                ID,
                Kind.PLAN,
                Role.ARCHITECT,
                agent,
                "Plan the work",
                Briefs.toPlan(Set.copyOf(crew.initial().values())),
                0,
                true,
                Set.of());
        session.assignments().add(List.of(planning));
    }

    /** Uses the architect's answer as the plan, or asks for it again. */
    public void onEnd(RunResult result) {
        if (result.outcome() != Outcome.SUCCEEDED) {
            fallBack(session.assignments().state(ID).run() + " could not plan: " + result.reason());
            return;
        }
        PlanAnswer.Read read =
                PlanAnswer.read(result.answer(), Set.copyOf(crew.initial().values()));
        if (read.problem().isEmpty()) {
            session.assignments().add(read.plan());
            keep(new Plan("agent", "", ""));
            announce("");
        } else if (asked < TIMES_ASKED_MAX) {
            asked++;
            journal.add(EventType.STATUS, "the plan cannot be used and is asked for again: " + read.problem());
            session.assignments().askAgain(ID, result.conversation(), again(read.problem()));
        } else {
            fallBack("the plan could not be used: " + read.problem());
        }
    }

    private static String again(String problem) {
        return "Your last answer cannot be used: " + problem
                + ". Answer again, with one JSON object of the form asked for and nothing else.";
    }

    private void fallBack(String why) {
        session.assignments().add(FixedSplit.of(crew.initial()));
        session.setPlan(new Plan("fixed", why, ""));
        announce(why + "; the fixed split is used");
    }

    private void announce(String note) {
        List<Assignment> plan = session.assignments().plan().stream()
                .filter(a -> a.kind() == Kind.WORK)
                .toList();
        String who = plan.stream()
                .map(a -> a.agent() + ": " + a.title() + " (" + a.weight() + " %)")
                .collect(Collectors.joining("; "));
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("source", session.plan().source());
        data.put("note", note).set("assignments", Json.MAPPER.valueToTree(plan));
        journal.add(EventType.PLAN, 0, (note.isEmpty() ? "" : note + ". ") + "The plan: " + who, data);
    }

    /** Keeps the plan as a file, for a session that resumes this one. */
    void keepUpToDate() {
        keep(session.plan());
    }

    private void keep(Plan plan) {
        session.setPlan(plan);
        List<Assignment> writing = session.assignments().plan().stream()
                .filter(Assignment::isWriting)
                .toList();
        Consumer<String> kept = artifact -> session.setPlan(new Plan(plan.source(), plan.note(), artifact));
        Keep what = new Keep(session.key(), "plan.json", Json.write(writing));
        Async.procedure(() -> kept.accept(calls.call("keep the plan", h -> h.keep(what))))
                .exceptionally(this::reportNotKept);
    }

    private @Nullable Void reportNotKept(Throwable failure) {
        journal.add(EventType.ERROR, "the plan could not be kept as a file: " + CallFailure.words(failure));
        return null;
    }
}
