package orchestrator.simulation.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import orchestrator.json.Json;
import orchestrator.plan.Kind;
import orchestrator.session.AssignmentState;
import orchestrator.session.AssignmentState.Status;
import orchestrator.session.Hold;
import orchestrator.session.OpenItem;
import orchestrator.session.SessionState;
import orchestrator.simulation.host.UnansweredCalls;
import orchestrator.simulation.host.World;
import orchestrator.simulation.stage.Violation;
import orchestrator.snapshot.JsonPatches;

/** What must hold of a session while it is open. */
final class SessionInvariants {
    /** The calls for which a session's loop waits; for an early launch it waits before it stops its run. */
    private static final Set<String> LOOP =
            Set.of("RecordStep", "ReportAfter", "GapMillis", "Open", "Admit", "Place", "TryLease", "LaunchEarly");

    private static final Set<OpenItem.Kind> HOLDS = Set.of(OpenItem.Kind.BUDGET, OpenItem.Kind.REVIEW);

    private final World world;
    private final SimulatedSessions sessions;
    private final UnansweredCalls calls;
    private final SessionBounds bounds;
    /** Assignments that were done, with the run that did them. */
    private final Map<String, String> done = new HashMap<>();

    SessionInvariants(World world, SimulatedSessions sessions, UnansweredCalls calls, SessionBounds bounds) {
        this.world = world;
        this.calls = calls;
        this.bounds = bounds;
        this.sessions = sessions;
    }

    /** Temporal is at rest. */
    void check() {
        world.throwViolation();
        sessions.archived().ifPresent(this::check);
    }

    private void check(SessionState state) {
        Hold hold = state.hold();
        boolean isTold = !hold.reason().isBlank() && hold.since() != null;
        if (hold.kind() != Hold.Kind.NONE && !isTold) throw new Violation("every wait says why", hold.toString());
        bounds.check(state);
        state.assignments().forEach(this::checkAssignment);
        if (isCurrent() && !state.phase().isFinal() && maySchedule(state))
            idle(state).ifPresent(this::throwIfIdle);
    }

    private void checkAssignment(AssignmentState assignment) {
        boolean isWork = assignment.kind() != Kind.REVIEW && assignment.kind() != Kind.PLAN;
        if (assignment.status() == Status.DONE) done.putIfAbsent(assignment.id(), assignment.run());
        else if (isWork && done.containsKey(assignment.id()))
            throw new Violation(
                    "each assignment is applied at most once",
                    assignment.id() + " was done by " + done.get(assignment.id()) + " and is "
                            + assignment.status().wire() + " again");
    }

    /** Nothing that would change the archived state is on its way, and the session's loop is not in a call. */
    private boolean isCurrent() {
        return !calls.isAny(call -> call.isOf(SessionPlay.SESSION) && LOOP.contains(call.type()));
    }

    /** A stop, open questions, a pause or a history that is too long hold work back, and the state says so. */
    private boolean maySchedule(SessionState state) {
        boolean asks = state.teamwork().items().stream().anyMatch(item -> item.isOpen() && HOLDS.contains(item.kind()));
        boolean stops =
                state.controls().stream().anyMatch(control -> control.action().equals("stop"));
        return state.hold().kind() != Hold.Kind.PAUSED
                && !asks
                && !stops
                && !state.currentStep().startsWith("starting nothing new");
    }

    /** The newest state may say why work is held back; the archived one does not know the step yet. */
    private void throwIfIdle(String who) {
        SessionState newest = world.stage().messages().query(SessionPlay.SESSION, "state", SessionState.class);
        if (maySchedule(newest)) throw new Violation("no agent is idle while something is ready", who);
    }

    /** The one that has nothing to do, and what it could do; empty if there is none. */
    private Optional<String> idle(SessionState state) {
        List<AssignmentState> all = state.assignments();
        Set<String> busy = new HashSet<>();
        Set<String> finished = new HashSet<>();
        for (AssignmentState assignment : all) {
            boolean isReview = assignment.kind() == Kind.REVIEW;
            if (assignment.status() == Status.RUNNING && !isReview)
                busy.add(sessions.sharesOneCheckout() ? "" : assignment.agent());
            if (assignment.status() == Status.DONE) finished.add(assignment.id());
        }
        for (AssignmentState waiting : all) {
            boolean isReady = waiting.status() == Status.WAITING && finished.containsAll(waiting.dependsOn());
            boolean mayStart = waiting.kind() == Kind.REVIEW
                    || !busy.contains(sessions.sharesOneCheckout() ? "" : waiting.agent());
            if (isReady && mayStart)
                return Optional.of(waiting.id() + " waits, and " + waiting.agent() + " has nothing to do");
        }
        return Optional.empty();
    }

    /** A state that is asked for says the same as the archived one. */
    void checkAgreement(SessionState asked) {
        SessionState archived = sessions.archived().orElseThrow();
        JsonNode changes = JsonPatches.between(timeless(archived), timeless(asked));
        if (!changes.isEmpty())
            throw new Violation("the state that a query shows agrees with the host's", "it differs by " + changes);
    }

    /** Usage, references of files, and reviews that have not begun are written with the next event. */
    private static JsonNode timeless(SessionState state) {
        ObjectNode tree = Json.MAPPER.valueToTree(state);
        tree.remove(List.of("currentStep", "usage"));
        ObjectNode teamwork = (ObjectNode) tree.path("teamwork");
        teamwork.remove(List.of("spending", "result"));
        teamwork.set("reviews", only(teamwork.path("reviews"), review -> review.has("verdict"), "artifact"));
        if (teamwork.path("plan") instanceof ObjectNode plan) plan.remove("artifact");
        tree.set("assignments", only(tree.path("assignments"), one -> !isWaitingReview(one), "usage"));
        return tree;
    }

    private static boolean isWaitingReview(JsonNode assignment) {
        return assignment.path("kind").asText().equals("review")
                && assignment.path("status").asText().equals("waiting");
    }

    private static ArrayNode only(JsonNode from, Predicate<JsonNode> which, String without) {
        ArrayNode kept = Json.MAPPER.createArrayNode();
        for (JsonNode one : from) if (which.test(one)) kept.add(((ObjectNode) one.deepCopy()).without(without));
        return kept;
    }
}
