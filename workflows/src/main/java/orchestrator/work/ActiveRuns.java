package orchestrator.work;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.failure.TerminatedFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import orchestrator.checkout.CheckoutActivities.Copy;
import orchestrator.checkout.CheckoutActivities.Integrated;
import orchestrator.failure.CallFailure;
import orchestrator.host.Host;
import orchestrator.host.WorkflowGone;
import orchestrator.journal.Journal;
import orchestrator.launch.EarlierAnswer;
import orchestrator.launch.Usage;
import orchestrator.launch.UsageStep;
import orchestrator.plan.Assignment;
import orchestrator.plan.Kind;
import orchestrator.plan.PlanAnswer;
import orchestrator.review.ReviewAnswer;
import orchestrator.run.AgentRun;
import orchestrator.run.RunControl;
import orchestrator.run.RunProgress;
import orchestrator.run.RunRequest;
import orchestrator.run.RunResult;
import orchestrator.session.AssignmentState;
import orchestrator.session.ControlRequest;
import orchestrator.session.SessionActivities.Prepared;
import orchestrator.session.request.Budget;
import org.jspecify.annotations.Nullable;

/**
 * The runs of one session that are at work: starts them where they belong, brings in what they have done, hands on to
 * them what is asked, hears how they end.
 */
public final class ActiveRuns {
    private static final int MERGES_MAX = 3;

    private final String session;
    private Host host;
    private final Prepared prepared;
    private final Assignments assignments;
    private final CheckoutCalls trees;
    private final Ears ears;
    private final Map<String, AtWork> atWork = new LinkedHashMap<>();

    /** Who hears what becomes of a run; must not wait. */
    public interface Ears {
        void ended(String assignment, RunResult result);

        void integrated(String assignment, Integrated integrated);
    }

    private static final class AtWork {
        private final Assignment assignment;
        private final AgentRun run;
        private boolean started;
        private boolean frozen;
        private @Nullable ControlRequest stop;
        private long controls;

        private AtWork(Assignment assignment, AgentRun run) {
            this.assignment = assignment;
            this.run = run;
        }

        /** By the time, since a session that was reset knows nothing of what its run has heard since. */
        private RunControl next(String name) {
            controls = Math.max(controls + 1, Workflow.currentTimeMillis());
            return new RunControl(name, controls);
        }
    }

    public ActiveRuns(
            String session, Host host, Prepared prepared, Assignments assignments, CheckoutCalls trees, Ears ears) {
        this.session = session;
        this.host = host;
        this.prepared = prepared;
        this.assignments = assignments;
        this.trees = trees;
        this.ears = ears;
    }

    /** In the agent's own checkout, or where all work. */
    public void start(Assignment assignment) {
        AtWork work = begin(assignment);
        String workspace = trees.path(assignment.agent(), prepared.workspace());
        if (!trees.areOpen() || !assignment.isWriting()) {
            launch(work, workspace, inputsOf(assignment)).handle((result, failure) -> end(work, result, failure));
            return;
        }
        Async.function(this::makeReady, assignment)
                .thenCompose(inputs -> launch(work, workspace, inputs))
                .thenCompose(result -> bringIn(work, result))
                .handle((result, failure) -> end(work, result, failure));
    }

    /** Brings the checkout up to date, and answers with what its agent has to know. */
    private List<EarlierAnswer> makeReady(Assignment assignment) {
        List<EarlierAnswer> inputs = new ArrayList<>(inputsOf(assignment));
        takeOver(assignment, inputs);
        List<String> files = trees.refresh(assignment.agent());
        if (!files.isEmpty()) {
            inputs.add(new EarlierAnswer(
                    "First of all",
                    "These files hold what you and others did, with conflict marks; bring both together: "
                            + String.join(", ", files)));
        }
        return inputs;
    }

    /** What someone else has done on it before comes in first; where that cannot be, it stays in that one's branch. */
    private void takeOver(Assignment assignment, List<EarlierAnswer> inputs) {
        AssignmentState before = assignments.takenFrom(assignment.id());
        if (before == null || before.agent().equals(assignment.agent())) return;
        Integrated done = trees.integrate(before.agent(), before.run(), before.title());
        if (done.conflicts().isEmpty()) {
            ears.integrated(assignment.id(), done);
            return;
        }
        inputs.add(new EarlierAnswer(
                "What " + before.run() + " did",
                "It conflicts with what others did in " + String.join(", ", done.conflicts())
                        + " and is not here; you find it in the branch orchestrate/" + prepared.key() + "/"
                        + before.agent() + "."));
    }

    /** In a copy of what it looks at. */
    public void startReview(Assignment review, Copy copy) {
        List<EarlierAnswer> inputs = List.of(new EarlierAnswer("The change", copy.diff()));
        AtWork work = begin(review);
        launch(work, copy.path(), inputs).handle((result, failure) -> end(work, result, failure));
    }

    private AtWork begin(Assignment assignment) {
        String run = assignments.state(assignment.id()).run();
        AtWork work = new AtWork(assignment, ChildRuns.of(session + "/" + run, assignment));
        atWork.put(assignment.id(), work);
        return work;
    }

    private Promise<RunResult> launch(AtWork work, String workspace, List<EarlierAnswer> inputs) {
        if (work.stop != null) return Workflow.newPromise(neverStarted(work.stop));
        Promise<RunResult> result = Async.function(work.run::run, request(work.assignment, workspace, inputs));
        work.started = true;
        if (work.frozen) Async.procedure(() -> tell(work, "pause", AgentRun::pause));
        return result;
    }

    private RunRequest request(Assignment assignment, String workspace, List<EarlierAnswer> inputs) {
        return new RunRequest(
                session,
                prepared.key(),
                assignments.state(assignment.id()).run(),
                assignment.agent(),
                assignment.role(),
                assignment.title(),
                assignment.prompt(),
                prepared.task(),
                inputs,
                workspace,
                prepared.directoryId(),
                assignment.readOnly(),
                prepared.request().runMinutes(),
                host,
                beginning(assignment),
                schema(assignment.kind()),
                assignment.isWriting() && prepared.request().isReviewed(),
                prepared.request().noWait(),
                0L,
                usageStep());
    }

    /** A budget can strike while an agent works. */
    private UsageStep usageStep() {
        Budget budget = prepared.request().budgetOrDefault();
        return UsageStep.of(budget.tokensMax(), budget.dollarsMax());
    }

    /** A session that was reset may come to a run again, whose events must not take the numbers of those from before. */
    private @Nullable RunProgress beginning(Assignment assignment) {
        RunProgress progress = assignments.beginning(assignment.id());
        long firstNumber = Journal.firstNumberOfChild();
        if (firstNumber == 0) return progress;
        return (progress == null ? RunProgress.goingOn(null, "") : progress).numberedFrom(firstNumber);
    }

    private static @Nullable String schema(Kind kind) {
        return switch (kind) {
            case PLAN -> PlanAnswer.SCHEMA;
            case REVIEW -> ReviewAnswer.SCHEMA;
            case WORK, FIX, MERGE -> null;
        };
    }

    /** What has ended badly stays where it is until the run goes on, or another takes over. */
    private Promise<RunResult> bringIn(AtWork work, RunResult result) {
        if (result.outcome() != RunResult.Outcome.SUCCEEDED) return Workflow.newPromise(result);
        String run = assignments.state(work.assignment.id()).run();
        String message = work.assignment.title();
        return Async.function(trees::integrate, work.assignment.agent(), run, message)
                .handle((integrated, failure) -> {
                    if (failure != null) return notBroughtIn(result, CallFailure.words(failure));
                    if (isEnough(work.assignment, integrated)) {
                        return notBroughtIn(result, "conflicts in " + String.join(", ", integrated.conflicts()));
                    }
                    ears.integrated(work.assignment.id(), integrated);
                    return result;
                });
    }

    private @Nullable Void end(AtWork work, @Nullable RunResult result, @Nullable RuntimeException failure) {
        atWork.remove(work.assignment.id());
        if (result != null && result.host() != null) host = result.host();
        ears.ended(
                work.assignment.id(), result != null && failure == null ? result : broken(failure, work.stop != null));
        return null;
    }

    public boolean isEmpty() {
        return atWork.isEmpty();
    }

    /** Those at work that change files. */
    public List<Assignment> writing() {
        return atWork.values().stream()
                .map(work -> work.assignment)
                .filter(Assignment::isWriting)
                .toList();
    }

    public void stop(String assignment, ControlRequest why) {
        AtWork work = atWork.get(assignment);
        if (work != null) stop(work, why);
    }

    public void leaveHost(String assignment) {
        AtWork work = atWork.get(assignment);
        if (work != null) tell(work, "leave_host", AgentRun::leaveHost);
    }

    public void stopAll(ControlRequest why) {
        new ArrayList<>(atWork.values()).forEach(work -> stop(work, why));
    }

    private static void stop(AtWork work, ControlRequest why) {
        work.stop = why;
        tell(work, "stop", AgentRun::stop);
    }

    /** Freezes those at work that are to stand still, and lets the others go on. */
    public void freeze(Predicate<Assignment> whom) {
        for (AtWork work : new ArrayList<>(atWork.values())) {
            boolean frozen = whom.test(work.assignment);
            if (frozen == work.frozen) continue;
            work.frozen = frozen;
            if (frozen) tell(work, "pause", AgentRun::pause);
            else tell(work, "resume", AgentRun::resume);
        }
    }

    /** What waits for the end of a usage limit tries again at once. */
    public void tryAgain(String run) {
        for (AtWork work : atWork.values()) {
            if (assignments.state(work.assignment.id()).run().equals(run)) tell(work, "resume", AgentRun::resume);
        }
    }

    /** A run that has not started yet hears of it when it does. */
    private static void tell(AtWork work, String name, BiConsumer<AgentRun, RunControl> what) {
        if (!work.started) return;
        try {
            what.accept(work.run, work.next(name));
        } catch (RuntimeException e) {
            // A run that has just ended needs to hear nothing; its result is on the way.
            if (!WorkflowGone.isCauseOf(e)) throw e;
        }
    }

    private List<EarlierAnswer> inputsOf(Assignment assignment) {
        return assignment.dependsOn().stream()
                .sorted()
                .map(id -> new EarlierAnswer(assignments.assignment(id).title(), assignments.answerOf(id)))
                .filter(input -> !input.text().isEmpty())
                .toList();
    }

    private static RunResult neverStarted(ControlRequest why) {
        String reason = "stopped before it was launched" + why.byline();
        return new RunResult(RunResult.Outcome.STOPPED, "", reason, 0, Usage.NONE, null, null);
    }

    /** Two agents may undo each other's merging for ever. */
    private boolean isEnough(Assignment assignment, Integrated integrated) {
        long merges = assignments.plan().stream()
                .filter(a -> a.kind() == Kind.MERGE && a.agent().equals(assignment.agent()))
                .count();
        return !integrated.conflicts().isEmpty() && assignment.kind() == Kind.MERGE && merges >= MERGES_MAX;
    }

    private static RunResult notBroughtIn(RunResult result, String why) {
        return new RunResult(
                RunResult.Outcome.NEEDS_YOU,
                result.answer(),
                "its work is done, but could not be brought together with the others': " + why,
                result.launches(),
                result.usage(),
                result.conversation(),
                result.host());
    }

    private RunResult broken(@Nullable RuntimeException failure, boolean isAskedToStop) {
        if (!(failure instanceof ActivityFailure)) return lost(failure, isAskedToStop);
        String reason = "its checkout could not be made ready: " + CallFailure.words(failure);
        return new RunResult(RunResult.Outcome.NEEDS_YOU, "", reason, 0, Usage.NONE, null, null);
    }

    /** The run's workflow was closed from outside; what is left of its process is swept by the worker. */
    private RunResult lost(@Nullable RuntimeException failure, boolean isAskedToStop) {
        Throwable cause =
                failure instanceof ChildWorkflowFailure && failure.getCause() != null ? failure.getCause() : failure;
        String how = howItWasLost(cause);
        if (!how.isEmpty() && !isAskedToStop) {
            String reason = "its workflow was " + how + " in Temporal, and its agent is ended.";
            return lost(RunResult.Outcome.NEEDS_YOU, reason);
        }
        if (cause instanceof CanceledFailure) {
            return lost(RunResult.Outcome.STOPPED, "its workflow was cancelled from outside");
        }
        String message = cause == null ? "" : CallFailure.words(cause);
        return lost(RunResult.Outcome.FAILED, "its workflow was closed from outside: " + message);
    }

    /** Empty where it was not: cancel means stop. */
    private static String howItWasLost(@Nullable Throwable cause) {
        if (cause instanceof TerminatedFailure) return "terminated";
        return cause instanceof TimeoutFailure ? "timed out" : "";
    }

    private static RunResult lost(RunResult.Outcome outcome, String reason) {
        return new RunResult(outcome, "", reason, 1, Usage.UNKNOWN, null, null);
    }
}
