package orchestrator.autofix.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import orchestrator.autofix.FixActivities.Tested;
import orchestrator.autofix.FixAttempt;
import orchestrator.autofix.FixProgress;
import orchestrator.autofix.FixProgress.Step;
import orchestrator.autofix.FixRequest;
import orchestrator.autofix.FixResult;
import orchestrator.autofix.FixState;
import orchestrator.work.Assignments;
import orchestrator.work.BudgetTracker;
import org.jspecify.annotations.Nullable;

/** The state of a task. Each change is reported to its queue. */
final class FixTaskState {
    private final FixRequest request;
    private final Assignments assignments;
    private final BudgetTracker budget;
    private final QueueReports queue;
    private final List<FixAttempt> attempts = new ArrayList<>();
    private Step step = Step.TESTING;
    private String words = "making a checkout";
    private int attempt;
    private @Nullable Wait wait;
    private String needsYou = "";
    private @Nullable Tested first;
    private @Nullable FixResult result;

    /** A wait within a step. */
    private record Wait(String words, @Nullable Instant until) {}

    FixTaskState(FixRequest request, Assignments assignments, BudgetTracker budget, QueueReports queue) {
        this.request = request;
        this.assignments = assignments;
        this.budget = budget;
        this.queue = queue;
    }

    void enter(Step next, String doing) {
        step = next;
        words = doing;
        wait = null;
        report();
    }

    void beginAttempt(int number) {
        attempt = number;
    }

    /** Shows a wait until {@link #goOn} or the next step. */
    void await(String why, @Nullable Instant until) {
        wait = new Wait(why, until);
        report();
    }

    void goOn() {
        if (wait == null) return;
        wait = null;
        report();
    }

    void askPerson(String question) {
        needsYou = question;
        enter(Step.NEEDS_YOU, "waits for your decision");
    }

    void personHasDecided() {
        needsYou = "";
    }

    void setFirst(Tested tested) {
        first = tested;
    }

    void add(FixAttempt made) {
        attempts.add(made);
    }

    void end(FixResult how, boolean delivers) {
        result = how;
        needsYou = "";
        wait = null;
        step = delivers ? Step.ESCALATING : Step.ENDED;
        words = how.reason();
    }

    void delivered() {
        step = Step.ENDED;
    }

    boolean isEnded() {
        return result != null;
    }

    List<FixAttempt> attempts() {
        return List.copyOf(attempts);
    }

    @Nullable
    Tested first() {
        return first;
    }

    void report() {
        queue.progress(progress());
    }

    private FixProgress progress() {
        return new FixProgress(
                request.task(),
                wait == null ? step : Step.WAITING,
                wait == null ? words : wait.words(),
                attempt,
                wait == null ? null : wait.until(),
                assignments.usage(),
                budget.worked().toMillis(),
                needsYou);
    }

    FixState snapshot() {
        return new FixState(request, progress(), first, attempts, result);
    }
}
