package orchestrator.orchestration.control;

import static orchestrator.work.Now.now;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.plan.Assignment;
import orchestrator.plan.Kind;
import orchestrator.session.AssignmentState.Status;
import orchestrator.session.ControlRequest;
import orchestrator.work.Assignments;
import orchestrator.work.Substitutes;

/** Gives the assignments of aborted and of unable agents to other agents. */
public final class Handovers {
    private final LiveSession session;
    private final Assignments assignments;
    private final Substitutes substitutes;
    private final Consumer<String> report;

    /** @param report writes a line into the session's events */
    public Handovers(LiveSession session, Consumer<String> report) {
        this.session = session;
        this.assignments = session.assignments();
        this.substitutes = session.substitutes();
        this.report = report;
    }

    /**
     * Excludes the agents of these assignments from further work. Running assignments are handed over when they end.
     */
    void abort(List<Assignment> aborted, ControlRequest control) {
        aborted.forEach(a -> substitutes.exclude(a.agent()));
        for (Assignment a : aborted) {
            if (assignments.state(a.id()).status() == Status.RUNNING)
                session.controls().abort(a.id(), control);
            else handOver(a, control);
        }
        if (!aborted.isEmpty()) reassignWaiting();
    }

    /** Hands over the assignment of a run that has ended, if it was aborted. */
    public void onEnd(String assignment) {
        session.controls()
                .takeAborted(assignment)
                .ifPresent(control -> handOver(assignments.assignment(assignment), control));
    }

    private void handOver(Assignment assignment, ControlRequest control) {
        String to = substitutes.of(assignment.agent());
        String how = to.equals(assignment.agent()) ? to + " again, in a new conversation" : to;
        String from = assignments.state(assignment.id()).run();
        session.items().settle(from, now());
        assignments.handOver(assignment.id(), to, from + " was aborted" + control.byline());
        report.accept(from + " was aborted" + control.byline() + "; its assignment goes to " + how);
    }

    private void reassignWaiting() {
        for (Assignment a : assignments.withStatus(Status.WAITING)) {
            String to = substitutes.of(a.agent());
            if (!substitutes.isExcluded(a.agent()) || to.equals(a.agent())) continue;
            assignments.giveTo(a.id(), to, a.agent() + " was aborted");
        }
    }

    /** Finds an agent for an assignment that its agent cannot do; empty if there is none, or if it was aborted. */
    public Optional<String> substituteFor(Assignment assignment) {
        if (session.controls().isAborted(assignment.id())) return Optional.empty();
        boolean hasSucceeded = assignments.all().stream()
                .anyMatch(s -> s.agent().equals(assignment.agent()) && s.status() == Status.DONE);
        substitutes.failed(assignment.id(), assignment.agent(), hasSucceeded);
        return substitutes.insteadOf(assignment.id(), session.reviews().reviewedBy(assignment.id()));
    }

    public void handOverFailed(Assignment assignment, String reason, String to) {
        String from = assignments.state(assignment.id()).run();
        assignments.handOver(assignment.id(), to, from + " could not do it: " + reason);
        report.accept(from + " could not do it; its assignment goes to " + to + ". " + reason);
    }

    /** Gives assignments that wait for an unable agent to an able one; returns them. */
    public List<Assignment> reassignUnable() {
        List<Assignment> given = new ArrayList<>();
        for (Assignment a : assignments.withStatus(Status.WAITING)) {
            Optional<String> to = substitutes.able(a.agent());
            if (to.isEmpty()) continue;
            given.add(a);
            String why = a.agent() + " cannot do it";
            // The conflict is in the unable agent's checkout.
            if (a.kind() == Kind.MERGE) assignments.handOver(a.id(), to.get(), why);
            else assignments.giveTo(a.id(), to.get(), why);
            report.accept("\"" + a.title() + "\" goes to " + to.get() + ", since " + why);
        }
        return given;
    }
}
