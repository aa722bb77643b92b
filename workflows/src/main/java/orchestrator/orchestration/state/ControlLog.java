package orchestrator.orchestration.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.plan.Assignment;
import orchestrator.rollover.Saved;
import orchestrator.session.AnswerChoice;
import orchestrator.session.Control;
import orchestrator.session.ControlRequest;
import orchestrator.session.OpenItem;
import orchestrator.session.request.UserMessage;

/** The controls that a session has received, and the parts of them that its loop has yet to carry out. */
@Saved
public final class ControlLog {
    /** The event log has all; the state must stay small. */
    private static final int KEPT_MAX = 200;

    private final List<Control> controls = new ArrayList<>();
    private final Map<String, ControlRequest> aborted = new LinkedHashMap<>();
    private final List<String> toStop = new ArrayList<>();
    private final List<String> toLeaveHost = new ArrayList<>();
    private final List<String> toRetryNow = new ArrayList<>();
    private final List<Answered> answers = new ArrayList<>();
    private final List<UserMessage> messages = new ArrayList<>();
    private boolean messagesEnded;
    private boolean reviewWanted;
    private boolean stopWanted;
    private int count;

    /**
     * @param choice one of the choices that the item offers
     * @param plan the plan as the user has edited it; empty if it stays as it is
     */
    public record Answered(OpenItem item, AnswerChoice choice, String text, String by, List<Assignment> plan) {
        public Answered {
            plan = plan == null ? List.of() : List.copyOf(plan);
        }
    }

    /** The oldest is forgotten; but which agents were aborted is needed by a session that resumes this one. */
    public void add(Control control) {
        controls.add(control);
        if (controls.size() <= KEPT_MAX) return;
        controls.stream()
                .filter(old -> !old.action().startsWith("abort"))
                .findFirst()
                .ifPresent(controls::remove);
    }

    /** Makes the loop look at the controls again. */
    public void wakeLoop() {
        count++;
    }

    /** Grows with each control, so that the loop sees that there is a new one. */
    public int count() {
        return count;
    }

    public List<Control> all() {
        return List.copyOf(controls);
    }

    public void wantStop() {
        stopWanted = true;
    }

    public boolean isStopWanted() {
        return stopWanted;
    }

    /** The reason for the stop, in words; without a request to stop, the workflow was cancelled. */
    public String whyStopped() {
        return controls.stream()
                .filter(control -> control.action().equals("stop"))
                .reduce((first, second) -> second)
                .map(stop -> "stopped" + new ControlRequest(stop.by(), stop.via(), stop.reason()).byline())
                .orElse("cancelled");
    }

    public void wantReview() {
        reviewWanted = true;
    }

    public boolean takeReviewWanted() {
        boolean wanted = reviewWanted;
        reviewWanted = false;
        return wanted;
    }

    /** Lets the loop stop the run of this assignment, so that another agent takes the assignment over. */
    public void abort(String assignment, ControlRequest control) {
        aborted.put(assignment, control);
        toStop.add(assignment);
    }

    public boolean isAborted(String assignment) {
        return aborted.containsKey(assignment);
    }

    public Optional<ControlRequest> takeAborted(String assignment) {
        return Optional.ofNullable(aborted.remove(assignment));
    }

    public List<String> takeToStop() {
        return take(toStop);
    }

    /** Lets the loop end this assignment's wait for a silent host. */
    public void leaveHost(String assignment) {
        toLeaveHost.add(assignment);
    }

    public List<String> takeToLeaveHost() {
        return take(toLeaveHost);
    }

    /** Lets the loop retry these runs, which wait for the end of a usage limit. */
    public void retryNow(Iterable<String> runs) {
        runs.forEach(toRetryNow::add);
    }

    public List<String> takeToRetryNow() {
        return take(toRetryNow);
    }

    /** Lets the loop pass a message on to its agent. */
    public void say(UserMessage message) {
        messages.add(message);
    }

    /** From now on nobody would pass a message on. */
    public void endMessages() {
        messagesEnded = true;
    }

    public boolean haveMessagesEnded() {
        return messagesEnded;
    }

    public List<UserMessage> takeMessages() {
        return take(messages);
    }

    public void answered(Answered answer) {
        answers.add(answer);
    }

    public List<Answered> takeAnswers() {
        return take(answers);
    }

    private static <T> List<T> take(List<T> all) {
        List<T> taken = List.copyOf(all);
        all.clear();
        return taken;
    }
}
