package orchestrator.autofix.task;

import static orchestrator.work.Now.now;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import orchestrator.checkout.CheckoutActivities.Integrated;
import orchestrator.event.EventType;
import orchestrator.failure.CallFailure;
import orchestrator.host.Host;
import orchestrator.identity.LaunchId;
import orchestrator.journal.Journal;
import orchestrator.launch.GuardActivities.CallAnswer;
import orchestrator.launch.GuardActivities.Choice;
import orchestrator.launch.GuardRecord;
import orchestrator.launch.GuardReport;
import orchestrator.launch.Notice;
import orchestrator.launch.Usage;
import orchestrator.run.RunReports;
import orchestrator.run.RunResult;
import orchestrator.text.Text;
import orchestrator.work.Assignments;
import orchestrator.work.BudgetTracker;
import orchestrator.work.GuardCalls;
import orchestrator.work.RunListener;
import org.jspecify.annotations.Nullable;

/** Watches the run of the one agent that works: its reports, its end, and what of its work was integrated. */
final class RunWatch implements RunReports, RunListener {
    private static final int SUBJECT_BYTES_MAX = 300;
    /** Nobody may be there to help, so a run that needs a person is given up after this time. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Assignments assignments;
    private final FixTaskState state;
    private final BudgetTracker budget;
    private final Journal journal;
    private @Nullable RunResult result;
    private @Nullable Integrated integrated;
    private String need = "";
    private boolean isNeedOver;
    private @Nullable CancellationScope patience;

    RunWatch(Assignments assignments, FixTaskState state, BudgetTracker budget, Journal journal) {
        this.assignments = assignments;
        this.state = state;
        this.budget = budget;
        this.journal = journal;
    }

    void begin() {
        result = null;
        integrated = null;
        isNeedOver = false;
        need = "";
        budget.setWorking(true);
    }

    boolean isEnded() {
        return result != null;
    }

    RunResult result() {
        return Objects.requireNonNull(result, "the run goes on");
    }

    /** Null if nothing was integrated. */
    @Nullable
    Integrated integrated() {
        return integrated;
    }

    /** The reason if the run has waited for a person for too long; otherwise empty. */
    String unmetNeed() {
        return isNeedOver ? need : "";
    }

    @Override
    public void onIntegrated(String assignment, Integrated done) {
        integrated = done;
    }

    /** An assignment of a task stays with its agent. */
    @Override
    public void onTakenOver(String assignment, String author, Integrated done) {}

    @Override
    public void onEnd(String assignment, RunResult how) {
        forgetNeed();
        budget.setWorking(false);
        result = how;
    }

    @Override
    public void notice(String run, Notice notice) {
        // A task has no reviews that a milestone could begin.
    }

    @Override
    public void waits(String run, @Nullable Instant until) {
        if (!assignments.isRunning(run)) return;
        budget.setWorking(until == null);
        if (until == null) state.goOn();
        else state.await(run + " waits for the end of a usage limit", until);
        journal.add(EventType.STATUS, until == null ? run + " goes on" : run + " waits until " + until);
    }

    @Override
    public void used(String run, Usage usage) {
        assignments.setUsage(run, usage);
        state.report();
    }

    @Override
    public void needsYou(String run, String why) {
        if (!assignments.isRunning(run)) return;
        forgetNeed();
        if (why.isEmpty()) {
            state.goOn();
            journal.add(EventType.STATUS, run + " goes on");
            return;
        }
        need = why;
        patience =
                Workflow.newCancellationScope(() -> Workflow.newTimer(PATIENCE).thenApply(over -> {
                    isNeedOver = true;
                    return over;
                }));
        patience.run();
        state.await(run + " needs help: " + why, now().plus(PATIENCE));
        journal.add(
                EventType.BLOCKER,
                run + " needs help, and is given up in " + PATIENCE.toMinutes() + " minutes: " + why);
    }

    @Override
    public void guarded(String run, Host host, GuardReport report) {
        assignments.setViolations(run, report.violations());
        report.records().stream()
                .filter(record -> record.kind() == GuardRecord.Kind.ASKED)
                .forEach(asked -> deny(run, host, report.id(), asked));
        state.report();
    }

    /** A repair runs while nobody is there to ask. */
    private void deny(String run, Host host, LaunchId launch, GuardRecord asked) {
        String call = run + "'s call " + asked.tool() + " `" + Text.line(asked.subject(), SUBJECT_BYTES_MAX) + "`";
        journal.add(
                EventType.STATUS,
                call + " needs a person's permission, and a repair asks nobody, so it is denied. " + asked.reason());
        CallAnswer no = new CallAnswer(launch, asked.number(), Choice.DENY, "auto-fix");
        GuardCalls.answer(host, no).handle((sentence, failure) -> {
            if (failure != null)
                journal.add(
                        EventType.ERROR,
                        call + " is denied only when its time is over, because the answer did not reach the guard: "
                                + CallFailure.words(failure));
            return sentence;
        });
    }

    @Override
    public void ended(String key, String run, RunResult how) {
        // A task hears of the end as its child's result.
    }

    private void forgetNeed() {
        need = "";
        if (patience != null) patience.cancel();
        patience = null;
    }
}
