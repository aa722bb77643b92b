package orchestrator.autofix.task;

import io.temporal.workflow.Workflow;
import java.util.List;
import orchestrator.autofix.FixRequest;
import orchestrator.autofix.request.FixBudget.Allowance;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.host.Span;
import orchestrator.journal.Journal;
import orchestrator.launch.Safety;
import orchestrator.session.SessionActivities.Record;
import orchestrator.session.request.Budget;
import orchestrator.work.ActiveRuns;
import orchestrator.work.Assignments;
import orchestrator.work.BudgetTracker;
import orchestrator.work.CheckoutCalls;
import orchestrator.work.FailedCalls;
import orchestrator.work.RunSettings;
import orchestrator.work.SessionCalls;

/** Builds the parts of a task. */
final class TaskParts {
    private static final double MINUTES_PER_HOUR = 60;

    private final FixRequest request;
    private final String key = Workflow.getInfo().getWorkflowId();
    private final FixStop stop = new FixStop();
    private final Assignments assignments = new Assignments();
    private final QueueReports queue;
    private final BudgetTracker budget;
    private final FixTaskState state;
    private final Journal journal;
    private final FailedCalls failedCalls;
    private final SessionCalls hostCalls;
    private final RunWatch watch;

    TaskParts(FixRequest request) {
        this.request = request;
        queue = new QueueReports(request.project());
        budget = new BudgetTracker(budget(request), this::gapMillis);
        state = new FixTaskState(request, assignments, budget, queue);
        journal = new Journal(key, "", 0, this::write);
        MendedCalls mended = new MendedCalls(state, journal);
        failedCalls = new FailedCalls(mended, () -> stop.isWanted() || mended.isGivenUp());
        hostCalls = new SessionCalls(request.host(), failedCalls);
        watch = new RunWatch(assignments, state, budget, journal);
    }

    /** The rounds do not count here. */
    private static Budget budget(FixRequest request) {
        Allowance task = request.request().budget().ofTask();
        Double minutes = task.minutes();
        return new Budget(
                null, minutes == null ? null : minutes / MINUTES_PER_HOUR, task.dollars(), task.tokens(), null, null);
    }

    QueueReports queue() {
        return queue;
    }

    BudgetTracker budget() {
        return budget;
    }

    RunWatch watch() {
        return watch;
    }

    FixParts parts() {
        CheckoutCalls checkouts = new CheckoutCalls(request.host(), key, this::onSilence, failedCalls);
        ActiveRuns runs = new ActiveRuns(settings(), request.host(), assignments, checkouts, watch);
        FixCalls calls = new FixCalls(request, key, this::onSilence, failedCalls, stop);
        FixAgents agents = new FixAgents(runs, assignments, checkouts, budget, watch, stop);
        return new FixParts(request, key, state, journal, stop, calls, checkouts, agents);
    }

    private RunSettings settings() {
        Budget limits = budget(request);
        return new RunSettings(
                key,
                key,
                FixBriefs.task(request),
                request.request().target(),
                "",
                request.request().repair().runMinutes(),
                false,
                false,
                limits.usageStep(),
                Safety.DEFAULT,
                limits.ofRun(),
                false);
    }

    /** @param why the reason for the wait; empty if the host answers again */
    private void onSilence(String why) {
        if (why.isEmpty()) state.goOn();
        else state.await(why, null);
        journal.add(EventType.STATUS, why.isEmpty() ? "the host answers again" : why);
    }

    private long gapMillis(List<Span> spans) {
        return hostCalls.gapMillis(spans);
    }

    private void write(List<AgentEvent> events) {
        hostCalls.run("write events", host -> host.record(new Record(null, events)));
    }
}
