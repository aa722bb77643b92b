package orchestrator.session;

import io.temporal.failure.CanceledFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.SignalExternalWorkflowException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import orchestrator.plan.Assignment;
import orchestrator.run.AgentRun;
import orchestrator.run.RunRequest;
import orchestrator.run.RunResult;
import orchestrator.run.Usage;
import orchestrator.session.SessionActivities.Prepared;

/** The runs of one session that are at work: starts them, hands on to them what is asked, hears how they end. */
final class Runs {
    private final String session;
    private Host host;
    private final Prepared prepared;
    private final Assignments assignments;
    private final BiConsumer<String, RunResult> ended;
    private final Map<String, AgentRun> atWork = new LinkedHashMap<>();

    /** @param ended is told the id of the assignment whose run has ended, and how */
    Runs(String session, Host host, Prepared prepared, Assignments assignments, BiConsumer<String, RunResult> ended) {
        this.session = session;
        this.host = host;
        this.prepared = prepared;
        this.assignments = assignments;
        this.ended = ended;
    }

    void start(Assignment assignment) {
        String run = assignments.state(assignment.id()).run();
        AgentRun child = SessionStubs.child(session + "/" + run, assignment);
        RunRequest request = new RunRequest(
                session,
                prepared.key(),
                run,
                assignment.agent(),
                assignment.role(),
                assignment.title(),
                assignment.prompt(),
                prepared.task(),
                inputsOf(assignment),
                prepared.workspace(),
                prepared.directoryId(),
                assignment.readOnly(),
                prepared.request().runMinutes(),
                host,
                assignments.beginning(assignment.id()),
                null,
                false,
                false);
        atWork.put(assignment.id(), child);
        Async.function(child::run, request).handle((result, failure) -> {
            atWork.remove(assignment.id());
            if (result != null && result.host() != null) host = result.host();
            ended.accept(assignment.id(), failure == null ? result : lost(failure));
            return null;
        });
    }

    boolean isEmpty() {
        return atWork.isEmpty();
    }

    void stop(String assignment, ControlRequest why) {
        AgentRun run = atWork.get(assignment);
        if (run != null) tell(run, r -> r.stop(why));
    }

    void leaveHost(String assignment) {
        AgentRun run = atWork.get(assignment);
        if (run != null) tell(run, AgentRun::leaveHost);
    }

    void stopAll(ControlRequest why) {
        toAll(run -> run.stop(why));
    }

    void pauseAll() {
        toAll(AgentRun::pause);
    }

    void resumeAll() {
        toAll(AgentRun::resume);
    }

    private void toAll(Consumer<AgentRun> what) {
        new ArrayList<>(atWork.values()).forEach(run -> tell(run, what));
    }

    private static void tell(AgentRun run, Consumer<AgentRun> what) {
        try {
            what.accept(run);
        } catch (SignalExternalWorkflowException alreadyOver) {
            // A run that has just ended needs to hear nothing; its result is on the way.
        }
    }

    private List<RunRequest.Input> inputsOf(Assignment assignment) {
        return assignment.dependsOn().stream()
                .sorted()
                .map(id -> new RunRequest.Input(assignments.assignment(id).title(), assignments.answerOf(id)))
                .filter(input -> !input.text().isEmpty())
                .toList();
    }

    /** The run's workflow was closed from outside; what is left of its process is swept by the worker. */
    private static RunResult lost(RuntimeException failure) {
        Throwable cause =
                failure instanceof ChildWorkflowFailure && failure.getCause() != null ? failure.getCause() : failure;
        boolean cancelled = cause instanceof CanceledFailure;
        return new RunResult(
                cancelled ? RunResult.Outcome.STOPPED : RunResult.Outcome.FAILED,
                "",
                cancelled
                        ? "its workflow was cancelled from outside"
                        : "its workflow was closed from outside: " + cause.getMessage(),
                1,
                Usage.NONE,
                null,
                null);
    }
}
