package orchestrator.simulation.session;

import java.time.Duration;
import orchestrator.checkout.CheckoutActivities.Verified;
import orchestrator.checkout.LeftOut;
import orchestrator.session.AssignmentState.Status;
import orchestrator.session.OpenItem;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import orchestrator.session.Teamwork;
import orchestrator.simulation.host.World;
import orchestrator.simulation.stage.Violation;

/** What must hold of a session that has ended. */
final class SessionEndings {
    private static final Duration MOMENTS = Duration.ofMinutes(10);
    private static final String ENDS_ALL = "the end of a session ends everything";

    private final World world;
    private final SimulatedSessions sessions;
    private final SimulatedCheckouts checkouts;
    private final SessionPeople people;

    SessionEndings(World world, SimulatedSessions sessions, SimulatedCheckouts checkouts, SessionPeople people) {
        this.world = world;
        this.sessions = sessions;
        this.checkouts = checkouts;
        this.people = people;
    }

    /** @param isAsked true if the workflow was asked for it, and it is not the archived one */
    void check(SessionState state, boolean isAsked) {
        world.throwViolation();
        if (!state.phase().isFinal())
            throw new Violation("a closed session has ended", state.phase().wire());
        if (isAsked && !state.equals(sessions.archived().orElse(null)))
            throw new Violation(
                    "the state that a query shows agrees with the host's",
                    "asked: " + state + "\narchived: " + sessions.archived());
        world.atWork().findFirst().ifPresent(agent -> {
            throw new Violation(ENDS_ALL, agent.request().id() + " is still at work");
        });
        // The lease of a closed session is free.
        if (sessions.isLeased() && !world.isLeft("ReleaseLease")) throw new Violation(ENDS_ALL, "the lease is kept");
        if (state.teamwork().items().stream().anyMatch(OpenItem::isOpen))
            throw new Violation(ENDS_ALL, "a question is still open");
        if (state.assignments().stream().anyMatch(a -> !a.status().isFinal()))
            throw new Violation(ENDS_ALL, "not every assignment has ended: " + state.assignments());
        checkReport();
        checkStop(state);
        if (state.phase() == Phase.DONE) checkDone(state);
        else if (state.phase() == Phase.STOPPED && !people.askToStop())
            throw new Violation("only a stop stops", state.reason());
        if (state.reason().isBlank() && state.phase() != Phase.DONE)
            throw new Violation("an end says why", state.phase().wire());
    }

    private void checkReport() {
        boolean isToldWhy = sessions.events().stream()
                .anyMatch(event -> event.text().startsWith("the report could not be written: "));
        if (!sessions.isReported() && !isToldWhy)
            throw new Violation("an ended session has a report", "there is none, and nothing says why");
    }

    /** A stop may come too late, in the moments in which the session ends anyway. */
    private void checkStop(SessionState state) {
        boolean isInTime = people.stoppedAt()
                .filter(at -> state.endedAt() != null && at.plus(MOMENTS).isBefore(state.endedAt()))
                .isPresent();
        if (isInTime && state.phase() != Phase.STOPPED)
            throw new Violation(
                    "a stop ends everything",
                    "it went on, and is " + state.phase().wire());
    }

    private void checkDone(SessionState state) {
        Teamwork teamwork = state.teamwork();
        checkLeftOut(teamwork);
        if (!teamwork.blockers().isEmpty())
            throw new Violation(
                    "never done while a blocker stands", teamwork.blockers().toString());
        checkMessages(state);
        boolean unfinished = state.assignments().stream()
                .anyMatch(a -> world.casting().isWork(a.kind()) && a.status() != Status.DONE);
        if (unfinished)
            throw new Violation(
                    "never done while work is left", state.assignments().toString());
        Verified.Status check = checkouts.checkOf(checkouts.commit());
        boolean isChanged = !checkouts.commit().equals("base");
        boolean isChecked = teamwork.verification() != null || (isChanged && checkouts.isToCheck());
        boolean passes = check != null && check != Verified.Status.RED;
        if (isChecked && !passes && !isAccepted(teamwork))
            throw new Violation("never done while red", checkouts.commit() + " is " + check);
    }

    private void checkMessages(SessionState state) {
        long said = state.controls().stream()
                .filter(control -> control.action().equals("message"))
                .count();
        long passedOn = sessions.events().stream()
                .filter(event -> event.text().startsWith("the user's message goes to "))
                .count();
        if (said != passedOn)
            throw new Violation("each message reaches its agent once", said + " said, " + passedOn + " passed on");
    }

    /** All that a removed checkout held is in the result, or named; and a person has decided on what asks for it. */
    private void checkLeftOut(Teamwork teamwork) {
        for (LeftOut one : checkouts.leftOuts().closed()) {
            boolean isNamed =
                    teamwork.leftOut().stream().anyMatch(named -> named.path().equals(one.path()));
            if (!isNamed) throw new Violation("what is left out is named", one.line() + " is not");
            boolean isDecided = teamwork.items().stream()
                    .filter(item -> item.kind() == OpenItem.Kind.LEFT_OUT && !item.isOpen())
                    .flatMap(item -> item.said().stream())
                    .anyMatch(said -> said.what().contains(one.path()));
            if (one.why().asks() && !isDecided)
                throw new Violation("a person decides on what is left out", one.line() + " went without a decision");
        }
    }

    private static boolean isAccepted(Teamwork teamwork) {
        return teamwork.items().stream().anyMatch(item -> item.kind() == OpenItem.Kind.VERIFICATION && !item.isOpen());
    }
}
