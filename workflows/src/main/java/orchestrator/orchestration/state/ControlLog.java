package orchestrator.orchestration.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.session.Control;
import orchestrator.session.ControlRequest;
import orchestrator.session.OpenItem;

/** The controls that a session has received, and what the session's loop still has to carry out of them. */
public final class ControlLog {
    private final List<Control> controls = new ArrayList<>();
    private final Map<String, ControlRequest> aborted = new LinkedHashMap<>();
    private final List<String> toStop = new ArrayList<>();
    private final List<String> toLeaveHost = new ArrayList<>();
    private final List<String> toRetryNow = new ArrayList<>();
    private final List<Answered> answers = new ArrayList<>();
    private boolean reviewWanted;
    private boolean stopWanted;
    private int count;

    /** @param choice what the answer comes to, which is one of the item's choices */
    public record Answered(OpenItem item, String choice, String text) {}

    public void add(Control control) {
        controls.add(control);
    }

    /** The loop has to look at the controls again. */
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

    /** In words; without a request to stop, the workflow was cancelled. */
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

    /** The run of this assignment is to be stopped, so that another agent takes the assignment over. */
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

    /** The run of this assignment waits for a silent host, and need not any longer. */
    public void leaveHost(String assignment) {
        toLeaveHost.add(assignment);
    }

    public List<String> takeToLeaveHost() {
        return take(toLeaveHost);
    }

    /** These runs wait for the end of a usage limit, and are to retry at once. */
    public void retryNow(Iterable<String> runs) {
        runs.forEach(toRetryNow::add);
    }

    public List<String> takeToRetryNow() {
        return take(toRetryNow);
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
