package orchestrator.orchestration.followup;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.workflow.Async;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
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
import orchestrator.plan.EditedPlan;
import orchestrator.plan.FixedSplit;
import orchestrator.plan.Kind;
import orchestrator.plan.PlanAnswer;
import orchestrator.rollover.Rebuilt;
import orchestrator.rollover.Saved;
import orchestrator.run.RunResult;
import orchestrator.run.RunResult.Outcome;
import orchestrator.session.SessionActivities.Carried;
import orchestrator.session.SessionActivities.Keep;
import orchestrator.session.SessionActivities.Prepared;
import orchestrator.session.Teamwork.Plan;
import orchestrator.text.Text;
import orchestrator.work.Assignments;
import orchestrator.work.SessionCalls;
import org.jspecify.annotations.Nullable;

/** Makes the plan of a session. It asks the architect at most twice, and falls back to the fixed split. */
@Saved
public final class Planner {
    private static final String ID = "plan";
    private static final int TIMES_ASKED_MAX = 2;
    private static final int CHANGES_CHARACTERS_MAX = 2_000;
    private static final int PROMPTS_SHOWN_CHARACTERS_MAX = 60_000;

    private final LiveSession session;
    private final CurrentCrew crew;
    private final SessionCalls calls;
    private final Journal journal;
    /** What is kept as a file already. */
    private final Map<String, Assignment> kept = new HashMap<>();

    private final Map<Integer, String> artifacts = new TreeMap<>();
    /** The plan that the user is asked about. */
    private final List<Assignment> proposed = new ArrayList<>();

    @Rebuilt
    private final @Nullable BiConsumer<List<Assignment>, String> approval;

    private String proposedNote = "";
    private @Nullable String conversation;
    private int asked;
    private int files;

    /** @param approval asks the user about a plan; null if it needs no approval */
    public Planner(
            LiveSession session,
            CurrentCrew crew,
            SessionCalls calls,
            Journal journal,
            @Nullable BiConsumer<List<Assignment>, String> approval) {
        this.session = session;
        this.crew = crew;
        this.calls = calls;
        this.journal = journal;
        this.approval = approval;
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
        boolean sameAgent = assignments.assignment(id).agent().equals(carried.agent());
        if (carried.done()) {
            session.blockers().restore(carried.blockers());
            assignments.doneBefore(
                    id,
                    carried.answer(),
                    sameAgent ? carried.conversation() : null,
                    "done by " + carried.run() + " in the session that is resumed");
        } else if (carried.begun()) {
            String from = carried.takenFromAgent();
            if (from != null && !from.equals(assignments.assignment(id).agent()))
                assignments.takenOverBefore(id, Objects.requireNonNull(carried.takenFrom()), from);
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
        conversation = result.conversation();
        if (result.outcome() != Outcome.SUCCEEDED) {
            fallBack(session.assignments().state(ID).run() + " could not plan: " + result.reason());
            return;
        }
        PlanAnswer.Read read =
                PlanAnswer.read(result.answer(), Set.copyOf(crew.initial().values()));
        if (read.problem().isEmpty()) {
            propose(read.plan(), "");
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
        propose(FixedSplit.of(crew.initial()), why);
    }

    /** @param why the fixed split is used; empty for the architect's plan */
    private void propose(List<Assignment> plan, String why) {
        if (approval == null) {
            begin(plan, why);
            return;
        }
        proposed.clear();
        proposed.addAll(plan);
        proposedNote = why;
        approval.accept(plan, why);
    }

    /** The plan that the user is asked about; empty if there is none. */
    public List<Assignment> proposed() {
        return List.copyOf(proposed);
    }

    /**
     * Nothing else can have begun, since there was no plan.
     *
     * @param edited the plan as the user has edited it; empty if it stays as it is
     */
    public void onApproval(List<Assignment> edited, String by) {
        List<String> changes = edited.isEmpty() ? List.of() : EditedPlan.changes(proposed, edited);
        if (changes.isEmpty()) begin(proposed(), proposedNote);
        else beginEdited(edited, changes, by.isEmpty() ? "the user" : by);
        proposed.clear();
    }

    private void beginEdited(List<Assignment> plan, List<String> changes, String by) {
        ObjectNode data =
                JsonNodeFactory.instance.objectNode().put("source", "user").put("by", by);
        data.set("changes", Json.MAPPER.valueToTree(changes));
        data.set("before", Json.MAPPER.valueToTree(shown(proposed())));
        String what = by + " changed the plan: " + String.join("; ", changes);
        journal.add(EventType.PLAN, 0, Text.shorten(what, CHANGES_CHARACTERS_MAX), data);
        session.assignments().add(plan);
        String note = "changed by " + by + " before it began";
        keep(new Plan("agent", proposedNote.isEmpty() ? note : proposedNote + "; " + note, ""));
        announce("");
    }

    /** The architect goes on in its conversation, in which it may err once more. */
    public void onObjection(String text) {
        asked = 1;
        String wish = text.isEmpty() ? "The user does not agree with it" : "The user wants it changed: " + text;
        journal.add(EventType.STATUS, "the plan goes back to the architect");
        session.assignments()
                .askAgain(
                        ID,
                        conversation,
                        "The plan is not approved. " + wish
                                + "\nAnswer with the whole plan again, as one JSON object of the"
                                + " form asked for and nothing else.");
    }

    private void begin(List<Assignment> plan, String why) {
        session.assignments().add(plan);
        if (why.isEmpty()) keep(new Plan("agent", "", ""));
        else session.setPlan(new Plan("fixed", why, ""));
        announce(why.isEmpty() ? "" : why + "; the fixed split is used");
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
        data.put("note", note).set("assignments", Json.MAPPER.valueToTree(shown(plan)));
        journal.add(EventType.PLAN, 0, (note.isEmpty() ? "" : note + ". ") + "The plan: " + who, data);
    }

    /** The event of a large plan has the beginnings of its prompts; the kept file has all. */
    private static List<Assignment> shown(List<Assignment> plan) {
        int characters = plan.stream().mapToInt(a -> a.prompt().length()).sum();
        if (characters <= PROMPTS_SHOWN_CHARACTERS_MAX) return plan;
        return plan.stream()
                .map(a -> a.withPrompt(Text.shorten(a.prompt(), PROMPTS_SHOWN_CHARACTERS_MAX / plan.size())))
                .toList();
    }

    /** Keeps the plan as a file, for a session that resumes this one. */
    void keepUpToDate() {
        keep(session.plan());
    }

    /** Later files have only what is new or has changed, so that a long plan is not sent again with each fix. */
    private void keep(Plan plan) {
        session.setPlan(plan);
        List<Assignment> changed = session.assignments().plan().stream()
                .filter(a -> a.isWriting() && !a.equals(kept.get(a.id())))
                .toList();
        changed.forEach(a -> kept.put(a.id(), a));
        int file = ++files;
        Keep what = new Keep(session.key(), file == 1 ? "plan.json" : "plan-" + file + ".json", Json.write(changed));
        Async.procedure(() -> onKept(file, calls.call("keep the plan", h -> h.keep(what))))
                .exceptionally(this::reportNotKept);
    }

    /** An earlier file may arrive after a later one. */
    private void onKept(int file, String artifact) {
        artifacts.put(file, artifact);
        session.setPlan(session.plan().keptAs(artifacts.values()));
    }

    /** The next file has all of it. */
    private @Nullable Void reportNotKept(Throwable failure) {
        kept.clear();
        journal.add(EventType.ERROR, "the plan could not be kept as a file: " + CallFailure.words(failure));
        return null;
    }
}
