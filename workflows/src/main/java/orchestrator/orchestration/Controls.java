package orchestrator.orchestration;

import static orchestrator.work.Now.now;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.orchestration.state.OpenItems;
import orchestrator.plan.Assignment;
import orchestrator.plan.Kind;
import orchestrator.session.AbortRequest;
import orchestrator.session.AnswerRequest;
import orchestrator.session.AssignmentState;
import orchestrator.session.AssignmentState.Status;
import orchestrator.session.Control;
import orchestrator.session.ControlRequest;
import orchestrator.session.Hold;
import orchestrator.session.OpenItem;
import orchestrator.work.Assignments;
import orchestrator.work.Substitutes;

/**
 * What people ask of a session. Says what makes no sense, remembers who asked, and leaves it to the session's own loop to
 * carry it out.
 */
final class Controls {
    private static final String GO_ON = "go on";

    private final LiveSession board;
    private final Substitutes substitutes;
    private final Consumer<String> tell;
    private final Map<String, ControlRequest> aborted = new LinkedHashMap<>();
    private final List<String> toStop = new ArrayList<>();
    private final List<String> toLeaveHost = new ArrayList<>();
    private final List<String> toTryAgain = new ArrayList<>();
    private final List<Answered> answers = new ArrayList<>();
    private boolean reviewWanted;
    private boolean stopWanted;
    private int count;

    /** @param tell writes a line for people */
    Controls(LiveSession board, Substitutes substitutes, Consumer<String> tell) {
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

    /** ActiveRuns that wait for the end of a usage limit, and are to try at once. */
    List<String> takeToTryAgain() {
        return take(toTryAgain);
    }

    /** What a person has answered, and which of the choices it comes to. */
    record Answered(OpenItem item, String choice, String text) {}

    List<Answered> takeAnswers() {
        return take(answers);
    }

    boolean takeReviewWanted() {
        boolean wanted = reviewWanted;
        reviewWanted = false;
        return wanted;
    }

    private static <T> List<T> take(List<T> ids) {
        List<T> taken = List.copyOf(ids);
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
        if (!board.isPaused()) board.pause("paused" + control.byline(), now());
    }

    /** What is paused goes on; where nothing is, what needs a person tries again. */
    void resume(ControlRequest control) {
        record("resume", control);
        if (board.isPaused()) {
            board.unpause();
            return;
        }
        toTryAgain.addAll(board.waiting().keySet());
        for (OpenItem item : board.items().open()) {
            if (board.items().wantsCode(item.id(), control)) {
                tell.accept("not answered by resume: " + OpenItems.needsCode(item.id()));
                continue;
            }
            if (item.kind() == OpenItem.Kind.RUN) retry(item.id(), "", control);
            answered(item, GO_ON, goOn(item), new AnswerRequest(item.id(), "", "", control.by(), control.via()));
        }
    }

    /** To go on as it is: what reviewers said stands, checks are run once more, a limit is raised. */
    private static String goOn(OpenItem item) {
        return switch (item.kind()) {
            case REVIEW, BLOCKER -> "accept";
            case BUDGET -> "more";
            case VERIFICATION -> item.offers("accept") ? "accept" : "retry";
            case RUN -> "retry";
            case LEFT_OUT -> "keep";
        };
    }

    /** Where it has given up it tries again; where its host is silent, another takes over. */
    private void retry(String run, String text, ControlRequest control) {
        Assignments all = board.assignments();
        for (Assignment a : all.plan()) {
            AssignmentState state = all.state(a.id());
            if (!state.run().equals(run)) continue;
            if (state.status() == Status.RUNNING) toLeaveHost.add(a.id());
            if (state.status() != Status.NEEDS_YOU) continue;
            substitutes.forgive(a.agent());
            all.again(a.id(), "tries again" + control.byline(), text);
        }
    }

    /** By an update it is checked before; by a signal what makes no sense is said and changes nothing. */
    void answer(AnswerRequest answer) {
        OpenItem item;
        try {
            item = board.items().meant(answer);
        } catch (IllegalStateException refused) {
            tell.accept("an answer was refused" + answer.control().byline() + ": " + refused.getMessage());
            return;
        }
        String choice = OpenItems.choice(item, answer);
        record("answer " + item.id() + " " + choice, answer.control());
        if (item.kind() == OpenItem.Kind.RUN && choice.equals("retry"))
            retry(item.id(), answer.text(), answer.control());
        answered(item, choice, choice, answer);
        if (choice.equals("abort"))
            abort(new AbortRequest(item.id(), answer.by(), answer.via(), answer.text(), answer.confirmed()));
        if (choice.equals("stop")) stop(new ControlRequest(answer.by(), answer.via(), "answer to " + item.id()));
    }

    private void answered(OpenItem item, String said, String choice, AnswerRequest by) {
        board.items().answer(item.id(), new OpenItem.Answer(said, by.text(), by.by(), by.via(), now()));
        if (item.kind() != OpenItem.Kind.RUN) answers.add(new Answered(item, choice, by.text()));
    }

    void review(ControlRequest control) {
        record("review", control);
        reviewWanted = true;
    }

    void validateAnswer(AnswerRequest answer) {
        refuseWhenOver();
        board.items().meant(answer);
    }

    void validateReview() {
        refuseWhenOver();
        if (board.result() == null) {
            throw new IllegalStateException(
                    "there is nothing to review: its agents have no checkouts yet, or reviews are off");
        }
    }

    void abort(AbortRequest request) {
        ControlRequest control = request.control();
        record("abort " + request.agent(), control);
        List<Assignment> meant = meant(request.agent());
        Optional<String> wantsCode = wantingCode(meant, request);
        if (wantsCode.isPresent()) {
            tell.accept("nothing was aborted: " + OpenItems.needsCode(wantsCode.get()));
            return;
        }
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

    boolean isAborted(String assignment) {
        return aborted.containsKey(assignment);
    }

    /** Who may do what this one's agent cannot; nobody where it was aborted anyway. */
    Optional<String> insteadOf(Assignment assignment, String author) {
        if (isAborted(assignment.id())) return Optional.empty();
        boolean hasSucceeded = board.assignments().all().stream()
                .anyMatch(s -> s.agent().equals(assignment.agent()) && s.status() == Status.DONE);
        substitutes.failed(assignment.id(), assignment.agent(), hasSucceeded);
        return substitutes.insteadOf(assignment.id(), author);
    }

    void handOnFailed(Assignment assignment, String reason, String to) {
        String from = board.assignments().state(assignment.id()).run();
        board.assignments().handOver(assignment.id(), to, from + " could not do it: " + reason);
        tell.accept(from + " could not do it; its assignment goes to " + to + ". " + reason);
    }

    /** What waits for an agent that cannot go on goes to one that can. */
    List<Assignment> giveAwayWhatCannotBeDone() {
        List<Assignment> given = new ArrayList<>();
        for (Assignment a : board.assignments().withStatus(Status.WAITING)) {
            Optional<String> to = substitutes.able(a.agent());
            if (to.isEmpty()) continue;
            given.add(a);
            String why = a.agent() + " cannot do it";
            // Its conflict lies in that one's checkout.
            if (a.kind() == Kind.MERGE) board.assignments().handOver(a.id(), to.get(), why);
            else board.assignments().reassign(a.id(), to.get(), why);
            tell.accept("\"" + a.title() + "\" goes to " + to.get() + ", since " + why);
        }
        return given;
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

    void validateResume(ControlRequest control) {
        refuseWhenOver();
        if (stopWanted) throw new IllegalStateException("it is being stopped; try again when it has ended");
        List<OpenItem> open = board.items().open();
        if (board.isPaused() || !board.waiting().isEmpty()) return;
        if (open.stream().anyMatch(item -> !board.items().wantsCode(item.id(), control))) return;
        if (!open.isEmpty())
            throw new IllegalStateException(OpenItems.needsCode(open.get(0).id()));
        Hold hold = board.hold();
        throw new IllegalStateException(
                hold.kind() == Hold.Kind.NONE
                        ? "nothing is paused; it is " + board.phase().wire()
                        : "it is not paused. " + hold.reason());
    }

    void validateAbort(AbortRequest request) {
        refuseWhenOver();
        List<Assignment> meant = meant(request.agent());
        wantingCode(meant, request).ifPresent(run -> {
            throw new IllegalStateException(OpenItems.needsCode(run));
        });
        if (!meant.isEmpty()) return;
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

    /** The run among them whose open item this abort would answer without the code that it needs. */
    private Optional<String> wantingCode(List<Assignment> meant, AbortRequest request) {
        return meant.stream()
                .map(a -> board.assignments().state(a.id()).run())
                .filter(run -> board.items().wantsCode(run, request))
                .findFirst();
    }

    private void giveAway(Assignment assignment, ControlRequest control) {
        String to = substitutes.of(assignment.agent());
        String how = to.equals(assignment.agent()) ? to + " again, in a new conversation" : to;
        String from = board.assignments().state(assignment.id()).run();
        board.needMet(from, now());
        board.assignments().handOver(assignment.id(), to, from + " was aborted" + control.byline());
        tell.accept(from + " was aborted" + control.byline() + "; its assignment goes to " + how);
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
        tell.accept(action + control.byline());
        count++;
    }
}
