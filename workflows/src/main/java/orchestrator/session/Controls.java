package orchestrator.session;

import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import orchestrator.plan.Assignment;
import orchestrator.session.AssignmentState.Status;

/**
 * What people ask of a session. Says what makes no sense, remembers who asked, and leaves it to the session's own loop to
 * carry it out.
 */
final class Controls {
    private final SessionBoard board;
    private final Substitutes substitutes;
    private final Consumer<String> tell;
    private final Map<String, ControlRequest> aborted = new LinkedHashMap<>();
    private final List<String> toStop = new ArrayList<>();
    private final List<String> toLeaveHost = new ArrayList<>();
    private boolean stopWanted;
    private int count;

    /** @param tell writes a line for people */
    Controls(SessionBoard board, Substitutes substitutes, Consumer<String> tell) {
        this.board = board;
        this.substitutes = substitutes;
        this.tell = tell;
    }

    boolean isStopWanted() {
        return stopWanted;
    }

    /** The last one that asked to stop; nobody where the workflow was cancelled. */
    Optional<Control> lastStop() {
        return board.controls().stream().filter(c -> c.action().equals("stop")).reduce((first, second) -> second);
    }

    /** Grows with each control, so that a loop sees that there was one. */
    int count() {
        return count;
    }

    /** Assignments whose runs are to be ended, each once. */
    List<String> takeToStop() {
        return take(toStop);
    }

    /** Assignments whose runs wait for a silent host, and need not any more. */
    List<String> takeToLeaveHost() {
        return take(toLeaveHost);
    }

    private static List<String> take(List<String> ids) {
        List<String> taken = List.copyOf(ids);
        ids.clear();
        return taken;
    }

    /** Asked twice it stops once; both are recorded. */
    void stop(ControlRequest control) {
        record("stop", control);
        stopWanted = true;
    }

    void pause(ControlRequest control) {
        record("pause", control);
        if (!board.isPaused()) board.pause("paused" + by(control), now());
    }

    /** What is paused goes on; where nothing is, what needs a person tries again. */
    void resume(ControlRequest control) {
        record("resume", control);
        if (board.isPaused()) {
            board.unpause();
            return;
        }
        for (Assignment a : board.assignments().withStatus(Status.NEEDS_YOU)) {
            board.needMet(board.assignments().state(a.id()).run());
            board.assignments().again(a.id(), "tries again" + by(control));
        }
        board.assignments().withStatus(Status.RUNNING).stream()
                .map(Assignment::id)
                .filter(id ->
                        board.needy().contains(board.assignments().state(id).run()))
                .forEach(toLeaveHost::add);
    }

    void abort(AbortRequest request) {
        ControlRequest control = request.control();
        record("abort " + request.agent(), control);
        List<Assignment> meant = meant(request.agent());
        meant.forEach(a -> substitutes.exclude(a.agent()));
        for (Assignment a : meant) {
            if (board.assignments().state(a.id()).status() == Status.RUNNING) {
                aborted.put(a.id(), control);
                toStop.add(a.id());
            } else {
                giveAway(a, control);
            }
        }
        if (!meant.isEmpty()) giveAwayWhatWaits();
    }

    /** The run of an aborted assignment has ended: another agent takes it over. */
    void handOn(String assignment) {
        ControlRequest control = aborted.remove(assignment);
        if (control != null) giveAway(board.assignments().assignment(assignment), control);
    }

    void validatePause() {
        refuseWhenOver();
        if (board.isPaused())
            throw new IllegalStateException(
                    "it is paused already: " + board.hold().reason());
        if (stopWanted) throw new IllegalStateException("it is being stopped; try again when it has ended");
    }

    void validateResume() {
        refuseWhenOver();
        if (stopWanted) throw new IllegalStateException("it is being stopped; try again when it has ended");
        if (board.isPaused() || !board.needy().isEmpty()) return;
        Hold hold = board.hold();
        throw new IllegalStateException(
                hold.kind() == Hold.Kind.NONE
                        ? "nothing is paused; it is " + board.phase().wire()
                        : "it is not paused. " + hold.reason());
    }

    void validateAbort(AbortRequest request) {
        refuseWhenOver();
        if (!meant(request.agent()).isEmpty()) return;
        String atWork = board.assignments().all().stream()
                .filter(s -> s.status() == Status.RUNNING || s.status() == Status.NEEDS_YOU)
                .map(AssignmentState::run)
                .collect(Collectors.joining(", "));
        throw new IllegalStateException("no run of `" + request.agent() + "` is at work; at work "
                + (atWork.isEmpty() ? "is none" : "are: " + atWork));
    }

    void validateStop() {
        refuseWhenOver();
    }

    private void refuseWhenOver() {
        if (board.phase().isFinal()) {
            throw new IllegalStateException(
                    "the session is over: " + board.phase().wire());
        }
    }

    private List<Assignment> meant(String agentOrRun) {
        return board.assignments().all().stream()
                .filter(s -> s.status() == Status.RUNNING || s.status() == Status.NEEDS_YOU)
                .filter(s -> s.agent().equals(agentOrRun) || s.run().equals(agentOrRun))
                .map(s -> board.assignments().assignment(s.id()))
                .toList();
    }

    private void giveAway(Assignment assignment, ControlRequest control) {
        String to = substitutes.of(assignment.agent());
        String how = to.equals(assignment.agent()) ? to + " again, in a new conversation" : to;
        String from = board.assignments().state(assignment.id()).run();
        board.needMet(from);
        board.assignments().handOver(assignment.id(), to, from + " was aborted" + by(control));
        tell.accept(from + " was aborted" + by(control) + "; its assignment goes to " + how);
    }

    private void giveAwayWhatWaits() {
        for (Assignment a : board.assignments().withStatus(Status.WAITING)) {
            String to = substitutes.of(a.agent());
            if (!substitutes.isExcluded(a.agent()) || to.equals(a.agent())) continue;
            board.assignments().reassign(a.id(), to, a.agent() + " was aborted");
        }
    }

    private void record(String action, ControlRequest control) {
        board.controlled(new Control(action, control.by(), control.via(), control.reason(), now()));
        tell.accept(action + by(control));
        count++;
    }

    /** Such as {@code  by ann (cli): lunch}; starts with a blank where there is anything to say. */
    static String by(ControlRequest control) {
        String who = control.by().isEmpty() ? "" : " by " + control.by();
        String how = control.via().isEmpty() ? "" : " (" + control.via() + ")";
        return who + how + (control.reason().isEmpty() ? "" : ": " + control.reason());
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
