package orchestrator.simulation.session;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orchestrator.plan.Kind;
import orchestrator.session.AssignmentState;
import orchestrator.session.AssignmentState.Status;
import orchestrator.session.Hold;
import orchestrator.session.OpenItem;
import orchestrator.session.SessionState;
import orchestrator.simulation.host.World;
import orchestrator.simulation.stage.Violation;

/** What must hold of a session while it is open. */
final class SessionInvariants {
    private static final int LAUNCHES_MAX = 16;
    private static final int ASSIGNMENTS_MAX = 120;
    /** Failed calls are tried again within this time. */
    private static final Duration SOON = Duration.ofMinutes(3);

    /** Calls that wait for something to happen. */
    private static final Set<String> WAITS = Set.of("Follow", "AwaitTurn", "AwaitClosed");

    private final World world;
    private final SimulatedSessions sessions;
    /** Assignments that were done, with the run that did them. */
    private final Map<String, String> done = new HashMap<>();

    SessionInvariants(World world, SimulatedSessions sessions) {
        this.world = world;
        this.sessions = sessions;
    }

    /** Temporal is at rest. */
    void check() {
        world.throwViolation();
        sessions.archived().ifPresent(this::check);
    }

    private void check(SessionState state) {
        Hold hold = state.hold();
        boolean isTold = !hold.reason().isBlank() && (hold.since() != null || hold.until() != null);
        if (hold.kind() != Hold.Kind.NONE && !isTold) throw new Violation("every wait says why", hold.toString());
        if (state.assignments().size() > ASSIGNMENTS_MAX)
            throw new Violation(
                    "budgets and rounds are bounded", state.assignments().size() + " assignments");
        for (AssignmentState assignment : state.assignments()) checkAssignment(assignment);
    }

    private void checkAssignment(AssignmentState assignment) {
        if (assignment.launches() > LAUNCHES_MAX)
            throw new Violation(
                    "budgets and rounds are bounded", assignment.run() + " had " + assignment.launches() + " launches");
        boolean isWork = assignment.kind() != Kind.REVIEW && assignment.kind() != Kind.PLAN;
        if (assignment.status() == Status.DONE) done.putIfAbsent(assignment.id(), assignment.run());
        else if (isWork && done.containsKey(assignment.id()))
            throw new Violation(
                    "each assignment is applied at most once",
                    assignment.id() + " was done by " + done.get(assignment.id()) + " and is "
                            + assignment.status().wire() + " again");
    }

    /** Nothing happens before time passes. */
    void checkStandstill(SessionState state) {
        if (state.phase().isFinal() || isAnythingUnderWay()) return;
        boolean isOpen = state.teamwork().items().stream().anyMatch(OpenItem::isOpen);
        boolean rests = isOpen || state.hold().kind() != Hold.Kind.NONE;
        List<AssignmentState> all = state.assignments();
        boolean works = all.stream().anyMatch(a -> a.status() == Status.RUNNING);
        if (!rests && !works)
            throw new Violation(
                    "every session ends or asks",
                    "nobody works, nothing is asked, and it does not say why; it is "
                            + state.phase().wire() + ", " + state.currentStep());
        checkPause(state);
        if (!rests) checkIdle(all);
    }

    /** Agents work, or wait in the host's queue; anything else is still on its way. */
    boolean isAnythingUnderWay() {
        boolean calls = world.stage().waitingCalls().stream().anyMatch(call -> !WAITS.contains(call.type()));
        boolean retries = world.stage()
                .nextTimer()
                .filter(at -> at.isBefore(world.now().plus(SOON)))
                .isPresent();
        return calls || retries;
    }

    private void checkPause(SessionState state) {
        if (state.hold().kind() != Hold.Kind.PAUSED) return;
        world.agents().values().stream()
                .filter(agent -> agent.isAlive(world.now()) && !agent.isPaused())
                .findFirst()
                .ifPresent(agent -> {
                    throw new Violation(
                            "a pause pauses every agent", agent.request().id() + " works on");
                });
    }

    private void checkIdle(List<AssignmentState> all) {
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
                throw new Violation(
                        "no agent is idle while something is ready",
                        waiting.id() + " waits, and " + waiting.agent() + " has nothing to do");
        }
    }

    private static List<String> progressOf(SessionState state) {
        return state.assignments().stream()
                .map(a -> a.id() + " " + a.run() + " " + a.status())
                .toList();
    }

    /** A state that is asked for says the same as the archived one. */
    void checkAgreement(SessionState asked) {
        SessionState archived = sessions.archived().orElseThrow();
        boolean same = progressOf(asked).equals(progressOf(archived))
                && asked.teamwork().items().equals(archived.teamwork().items())
                && asked.phase() == archived.phase();
        if (!same)
            throw new Violation(
                    "the state that a query shows agrees with the host's",
                    "asked: " + asked + "\narchived: " + archived);
    }
}
