package orchestrator.work;

import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import orchestrator.checkout.CheckoutActivities.Copy;
import orchestrator.checkout.CheckoutActivities.Integrated;
import orchestrator.failure.CallFailure;
import orchestrator.host.Host;
import orchestrator.journal.Journal;
import orchestrator.launch.EarlierAnswer;
import orchestrator.plan.Assignment;
import orchestrator.plan.Kind;
import orchestrator.rollover.Rebuilt;
import orchestrator.rollover.Saved;
import orchestrator.run.RunProgress;
import orchestrator.run.RunResult;
import orchestrator.session.AssignmentState;
import orchestrator.work.ActiveRun.Sent;
import org.jspecify.annotations.Nullable;

/** Starts runs in their checkouts, sends them controls, and integrates their work. */
@Saved
public final class ActiveRuns {
    private static final int MERGES_MAX = 3;

    private final RunSettings settings;
    private Host host;
    private final Assignments assignments;
    private final CheckoutCalls checkouts;
    private final RunListener listener;

    @Rebuilt
    private final Map<String, ActiveRun> runs = new LinkedHashMap<>();

    private final Map<String, Sent> carried = new LinkedHashMap<>();

    @Rebuilt
    private @Nullable Runnable onStart;

    private long firstNumberOfRuns = Journal.firstNumberOfChild();

    public ActiveRuns(
            RunSettings settings, Host host, Assignments assignments, CheckoutCalls checkouts, RunListener listener) {
        this.settings = settings;
        this.host = host;
        this.assignments = assignments;
        this.checkouts = checkouts;
        this.listener = listener;
    }

    /** Without it, as in executions that began in an earlier release, work that is taken over counts as the new agent's. */
    public void onStart(Runnable called) {
        onStart = called;
    }

    /** Starts a run in its agent's own checkout, or in the workspace if the agents share it. */
    public void start(Assignment assignment) {
        start(assignment, List.of());
    }

    /** @param more texts for the agent, besides the answers of the assignments that this one depends on */
    public void start(Assignment assignment, List<EarlierAnswer> more) {
        ActiveRun run = begin(assignment);
        List<EarlierAnswer> given = new ArrayList<>(inputsOf(assignment));
        given.addAll(more);
        String directory = checkouts.path(assignment.agent(), settings.workspace());
        if (!checkouts.areOpen() || !assignment.isWriting()) {
            launch(run, directory, given).handle((result, failure) -> end(run, result, failure));
            return;
        }
        Async.function(this::prepareCheckout, assignment, given)
                .thenCompose(inputs -> launch(run, directory, inputs))
                .thenCompose(result -> integrate(run, result))
                .handle((result, failure) -> end(run, result, failure));
    }

    /** Starts a review in a copy of the reviewed work. */
    public void startReview(Assignment review, Copy copy) {
        startReading(review, copy.path(), List.of(new EarlierAnswer("The change", copy.diff())));
    }

    /** Starts a run that only reads, in this directory. */
    public void startReading(Assignment assignment, String directory, List<EarlierAnswer> inputs) {
        ActiveRun run = begin(assignment);
        launch(run, directory, inputs).handle((result, failure) -> end(run, result, failure));
    }

    /** True if nothing but runs is under way. */
    public boolean areAllAtWork() {
        return runs.values().stream().allMatch(ActiveRun::isAtWork);
    }

    /** True if runs outlive the execution that has started them. */
    public boolean reportTheirEnd() {
        return settings.reportsEnd();
    }

    /** Notes which runs the next execution has to go on with. */
    public void passOn() {
        runs.forEach((id, run) -> carried.put(id, run.sent()));
    }

    /** Goes on with the runs of the execution before this one. */
    public void goOn() {
        if (Journal.firstNumberOfChild() != 0) firstNumberOfRuns = Journal.firstNumberOfChild();
        carried.forEach(this::goOn);
        carried.clear();
        new CarriedRuns(host, List.copyOf(runs.values())).watch();
    }

    private void goOn(String id, Sent sent) {
        Assignment assignment = assignments.assignment(id);
        ActiveRun run = new ActiveRun(idOf(assignment), assignment, sent);
        runs.put(id, run);
        boolean changesFiles = checkouts.areOpen() && assignment.isWriting();
        Promise<RunResult> result =
                changesFiles ? run.result().thenCompose(ended -> integrate(run, ended)) : run.result();
        result.handle((ended, failure) -> end(run, ended, failure));
    }

    private ActiveRun begin(Assignment assignment) {
        String id = idOf(assignment);
        ActiveRun run = new ActiveRun(id, ChildRuns.of(id, assignment, settings.reportsEnd()), assignment);
        runs.put(assignment.id(), run);
        return run;
    }

    /** Updates the checkout, and returns the inputs for its agent. */
    private List<EarlierAnswer> prepareCheckout(Assignment assignment, List<EarlierAnswer> given) {
        List<EarlierAnswer> inputs = new ArrayList<>(given);
        takeOver(assignment, inputs);
        List<String> files = checkouts.refresh(assignment.agent());
        if (!files.isEmpty()) {
            inputs.add(new EarlierAnswer(
                    "First of all",
                    "These files hold what you and others did, with conflict marks; bring both together: "
                            + String.join(", ", files)));
        }
        return inputs;
    }

    /** Integrates another agent's earlier work on the assignment; on conflict it stays in that agent's branch. */
    private void takeOver(Assignment assignment, List<EarlierAnswer> inputs) {
        AssignmentState before = assignments.takenFrom(assignment.id());
        if (before == null || before.agent().equals(assignment.agent())) return;
        Integrated done = checkouts.integrate(before.agent(), before.run(), before.title());
        boolean isMerged = done.conflicts().isEmpty();
        if (onStart != null) listener.onTakenOver(assignment.id(), before.agent(), done);
        else if (isMerged) listener.onIntegrated(assignment.id(), done);
        if (!isMerged) inputs.add(LostRuns.conflicting(before, done, settings.key()));
    }

    private Promise<RunResult> launch(ActiveRun run, String directory, List<EarlierAnswer> inputs) {
        String stopReason = run.stopReason();
        if (stopReason != null) return Workflow.newPromise(LostRuns.neverStarted(stopReason));
        Assignment assignment = run.assignment();
        Promise<RunResult> result = run.launch(
                settings.request(assignment, runOf(assignment), host, directory, inputs, beginning(assignment)));
        if (onStart != null) onStart.run();
        return result;
    }

    /** A session that was reset may start a run again; its events must not reuse the numbers of the earlier ones. */
    private @Nullable RunProgress beginning(Assignment assignment) {
        RunProgress progress = assignments.beginning(assignment.id());
        if (firstNumberOfRuns == 0) return progress;
        return (progress == null ? RunProgress.resuming(null, "") : progress).numberedFrom(firstNumberOfRuns);
    }

    /** Leaves the work of an unsuccessful run in its checkout until the run continues or another takes over. */
    private Promise<RunResult> integrate(ActiveRun run, RunResult result) {
        if (result.outcome() != RunResult.Outcome.SUCCEEDED) return Workflow.newPromise(result);
        Assignment assignment = run.assignment();
        return Async.function(checkouts::integrate, assignment.agent(), runOf(assignment), assignment.title())
                .handle((integrated, failure) -> {
                    if (failure != null) return LostRuns.notIntegrated(result, CallFailure.words(failure));
                    if (isGivenUp(assignment, integrated)) {
                        return LostRuns.notIntegrated(
                                result, "conflicts in " + String.join(", ", integrated.conflicts()));
                    }
                    listener.onIntegrated(assignment.id(), integrated);
                    return result;
                });
    }

    /** Limits merges, because two agents could undo each other's for ever. */
    private boolean isGivenUp(Assignment assignment, Integrated integrated) {
        long merges = assignments.plan().stream()
                .filter(a -> a.kind() == Kind.MERGE && a.agent().equals(assignment.agent()))
                .count();
        return !integrated.conflicts().isEmpty() && assignment.kind() == Kind.MERGE && merges >= MERGES_MAX;
    }

    private @Nullable Void end(ActiveRun run, @Nullable RunResult result, @Nullable RuntimeException failure) {
        runs.remove(run.assignment().id());
        if (result != null && result.host() != null) host = result.host();
        boolean isKnown = result != null && failure == null;
        listener.onEnd(run.assignment().id(), isKnown ? result : LostRuns.of(failure, run.stopReason() != null));
        return null;
    }

    public boolean isEmpty() {
        return runs.isEmpty();
    }

    /** True if a run has begun and not ended whose assignment is one of these. */
    public boolean isAnyAtWork(Predicate<Assignment> which) {
        return runs.values().stream()
                .filter(ActiveRun::hasAgent)
                .map(ActiveRun::assignment)
                .anyMatch(which);
    }

    /** The running assignments that change files. */
    public List<Assignment> writing() {
        return runs.values().stream()
                .map(ActiveRun::assignment)
                .filter(Assignment::isWriting)
                .toList();
    }

    public void stop(String assignment, String reason) {
        ActiveRun run = runs.get(assignment);
        if (run != null) run.stop(reason);
    }

    public void stopAll(String reason) {
        new ArrayList<>(runs.values()).forEach(run -> run.stop(reason));
    }

    /** Moves a run away from a host that does not answer. */
    public void leaveHost(String assignment) {
        ActiveRun run = runs.get(assignment);
        if (run != null) run.leaveHost();
    }

    /** Pauses the runs of these assignments and resumes the others. */
    public void pause(Predicate<Assignment> which) {
        for (ActiveRun run : new ArrayList<>(runs.values())) run.setPaused(which.test(run.assignment()));
    }

    /** Lets a run that waits for the end of a usage limit retry at once. */
    public void retryNow(String name) {
        for (ActiveRun run : runs.values()) {
            if (runOf(run.assignment()).equals(name)) run.resume();
        }
    }

    /** This run has reported its end; a report that comes again counts for nothing. */
    public void onReportedEnd(String name, RunResult result) {
        for (ActiveRun run : new ArrayList<>(runs.values())) {
            if (runOf(run.assignment()).equals(name)) run.end(result);
        }
    }

    private String idOf(Assignment assignment) {
        return settings.session() + "/" + runOf(assignment);
    }

    private String runOf(Assignment assignment) {
        return assignments.state(assignment.id()).run();
    }

    private List<EarlierAnswer> inputsOf(Assignment assignment) {
        return assignment.dependsOn().stream()
                .sorted()
                .map(id -> new EarlierAnswer(assignments.assignment(id).title(), assignments.answerOf(id)))
                .filter(input -> !input.text().isEmpty())
                .toList();
    }
}
