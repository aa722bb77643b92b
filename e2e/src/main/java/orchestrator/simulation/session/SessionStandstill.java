package orchestrator.simulation.session;

import io.grpc.StatusRuntimeException;
import java.util.Set;
import java.util.stream.Collectors;
import orchestrator.plan.Kind;
import orchestrator.session.AssignmentState;
import orchestrator.session.AssignmentState.Status;
import orchestrator.session.Hold;
import orchestrator.session.OpenItem;
import orchestrator.session.SessionState;
import orchestrator.simulation.host.SimulatedAgent;
import orchestrator.simulation.host.World;
import orchestrator.simulation.stage.Violation;

/** What must hold of a session while nothing happens before time passes: whatever was asked for has been done. */
final class SessionStandstill {
    /** The question about a call of the checkouts that fails; work is not in the result before. */
    private static final String CHECKOUTS = "checkouts";

    private final World world;
    private final SessionPeople people;

    SessionStandstill(World world, SessionPeople people) {
        this.world = world;
        this.people = people;
    }

    /** No call is under way. */
    void check(SessionState state) {
        boolean isOpen = state.teamwork().items().stream().anyMatch(OpenItem::isOpen);
        boolean rests = isOpen || state.hold().kind() != Hold.Kind.NONE;
        boolean works = state.assignments().stream().anyMatch(a -> a.status() == Status.RUNNING);
        if (!rests && !works)
            throw new Violation(
                    "every session ends or asks",
                    "nobody works, nothing is asked, and it does not say why; it is "
                            + state.phase().wire() + ", " + state.currentStep());
        if (people.stoppedAt().isPresent())
            throw new Violation(
                    "a stop ends everything", "it is " + state.phase().wire() + " still");
        checkPauses(state);
        checkQuestions(state);
        if (!open(state).contains(CHECKOUTS))
            state.assignments().stream()
                    .filter(one -> one.status() == Status.RUNNING)
                    .forEach(this::checkRun);
        checkFixes(state);
        people.commands().check(state);
    }

    /** A pause holds all agents, a question about the budget too, and one about a review those that change files. */
    private void checkPauses(SessionState state) {
        boolean all = state.hold().kind() == Hold.Kind.PAUSED || asks(state, OpenItem.Kind.BUDGET);
        boolean writing = all || asks(state, OpenItem.Kind.REVIEW);
        if (!writing) return;
        Set<String> open = open(state);
        world.atWork()
                .filter(agent -> !agent.isPaused())
                .filter(agent -> all || agent.isWriting())
                // What keeps it from being paused is asked.
                .filter(agent -> !open.contains(agent.request().id().run()))
                .findFirst()
                .ifPresent(agent -> {
                    throw new Violation(
                            "a pause pauses every agent", agent.request().id() + " works on");
                });
    }

    private static boolean asks(SessionState state, OpenItem.Kind kind) {
        return state.teamwork().items().stream().anyMatch(item -> item.isOpen() && item.kind() == kind);
    }

    private static Set<String> open(SessionState state) {
        return state.teamwork().items().stream()
                .filter(OpenItem::isOpen)
                .map(OpenItem::id)
                .collect(Collectors.toSet());
    }

    private void checkQuestions(SessionState state) {
        Set<String> asked = state.teamwork().items().stream()
                .filter(item -> item.isOpen() && item.call() != null)
                .map(item -> item.call().subject())
                .collect(Collectors.toSet());
        Set<String> open = open(state);
        for (SimulatedAgent agent : world.atWork().toList()) {
            if (open.contains(agent.request().id().run())) continue;
            agent.waitingCall(world.now()).filter(call -> !asked.contains(call)).ifPresent(call -> {
                throw new Violation("every call that waits is asked about", call + " waits, and nobody knows");
            });
        }
    }

    /** Its workflow has told of its end before it was closed. */
    private void checkRun(AssignmentState running) {
        if (isClosed(SessionPlay.SESSION + "/" + running.run()))
            throw new Violation(
                    "every end of a run is heard", running.run() + " is over, and its session waits for it");
    }

    private boolean isClosed(String workflow) {
        try {
            return world.stage().messages().isClosed(workflow);
        } catch (StatusRuntimeException notYetStarted) {
            return false;
        }
    }

    /** Each answer that asks for a fix has made one. */
    private static void checkFixes(SessionState state) {
        long asked = SessionBounds.answers(state, "fix");
        long made = state.assignments().stream()
                .filter(one -> one.kind() == Kind.FIX)
                .count();
        if (made < asked)
            throw new Violation("each answer is carried out", asked + " fixes were asked for, and " + made + " made");
    }
}
