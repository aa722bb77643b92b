package orchestrator.autofix.task;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Optional;
import orchestrator.autofix.FixResult.Outcome;
import orchestrator.checkout.CheckoutActivities.Copy;
import orchestrator.checkout.CheckoutActivities.Integrated;
import orchestrator.failure.CallFailure;
import orchestrator.launch.EarlierAnswer;
import orchestrator.launch.Usage;
import orchestrator.plan.Assignment;
import orchestrator.run.RunResult;
import orchestrator.work.ActiveRuns;
import orchestrator.work.Assignments;
import orchestrator.work.BudgetTracker;
import orchestrator.work.BudgetTracker.Limit;
import orchestrator.work.CheckoutCalls;
import orchestrator.work.Now;
import org.jspecify.annotations.Nullable;

/** Lets one agent work at a time, until it ends, the budget is used up, or the task has to end. */
final class FixAgents {
    private final ActiveRuns runs;
    private final Assignments assignments;
    private final CheckoutCalls checkouts;
    private final BudgetTracker budget;
    private final RunWatch watch;
    private final FixStop stop;

    FixAgents(
            ActiveRuns runs,
            Assignments assignments,
            CheckoutCalls checkouts,
            BudgetTracker budget,
            RunWatch watch,
            FixStop stop) {
        this.runs = runs;
        this.assignments = assignments;
        this.checkouts = checkouts;
        this.budget = budget;
        this.watch = watch;
        this.stop = stop;
    }

    /**
     * The end of an agent's work.
     *
     * @param reason why it failed; empty if it succeeded
     * @param isUnable true if the same agent would fail again
     * @param integrated null if nothing was integrated
     */
    record Worked(
            String run,
            String answer,
            String reason,
            boolean isUnable,
            @Nullable Integrated integrated) {
        boolean succeeded() {
            return reason.isEmpty();
        }
    }

    Usage usage() {
        return assignments.usage();
    }

    /** Lets an agent read a copy of the result so far. */
    Worked read(Assignment assignment, List<EarlierAnswer> inputs) {
        refuseOverBudget();
        Copy copy;
        try {
            copy = checkouts.copy("", assignment.id());
        } catch (ActivityFailure e) {
            return new Worked("", "", "there was no copy to look at: " + CallFailure.words(e), false, null);
        }
        assignments.add(List.of(assignment));
        Worked worked = work(assignment, () -> runs.startReading(assignment, copy.path(), inputs));
        // If that fails, the copy is removed with the task's checkouts.
        Async.procedure(checkouts::drop, assignment.id()).exceptionally(failure -> null);
        stop.check();
        return worked;
    }

    /** Lets an agent change files in its checkout, in its last conversation if it has one. */
    Worked write(Assignment assignment, List<EarlierAnswer> inputs) {
        refuseOverBudget();
        assignments.add(List.of(assignment));
        assignments.continueConversation(assignment.id());
        Worked worked = work(assignment, () -> runs.start(assignment, inputs));
        stop.check();
        return worked;
    }

    /** Ends the task if no agent may start any more. */
    private void refuseOverBudget() {
        stop.check();
        overBudget().ifPresent(FixAgents::escalate);
    }

    private Worked work(Assignment assignment, Runnable start) {
        String id = assignment.id();
        assignments.start(id, Now.now());
        watch.begin();
        start.run();
        Workflow.await(() -> watch.isEnded() || !whyToEnd().isEmpty());
        String why = watch.isEnded() ? "" : whyToEnd();
        if (!watch.isEnded()) {
            runs.stop(id, why);
            Workflow.await(watch::isEnded);
        }
        RunResult result = watch.result();
        String run = assignments.state(id).run();
        assignments.end(id, result, Now.now());
        boolean hasSucceeded = result.outcome() == RunResult.Outcome.SUCCEEDED;
        if (!hasSucceeded && !stop.isWanted()) overBudget().ifPresent(FixAgents::escalate);
        String reason = hasSucceeded ? "" : why.isEmpty() ? result.reason() : why;
        return new Worked(run, result.answer(), reason, result.unable(), watch.integrated());
    }

    /** Empty while the agent may go on. */
    private String whyToEnd() {
        if (stop.isWanted()) return stop.end().reason();
        return overBudget().orElseGet(watch::unmetNeed);
    }

    private Optional<String> overBudget() {
        Optional<Limit> limit = budget.exhausted(assignments.usage());
        return limit.map(one -> "The budget of one task is used up: " + budget.describe(one) + ".");
    }

    private static void escalate(String why) {
        throw FixEnd.of(Outcome.ESCALATED, why).thrown();
    }
}
