package orchestrator.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import orchestrator.event.EventType;
import orchestrator.journal.Journal;
import orchestrator.plan.Assignment;
import orchestrator.plan.FixedSplit;
import orchestrator.plan.Role;
import orchestrator.plan.Schedule;
import orchestrator.run.AgentRun;
import orchestrator.run.RunRequest;
import orchestrator.run.RunResult;
import orchestrator.run.Usage;
import orchestrator.session.SessionActivities.LeaseRequest;
import orchestrator.session.SessionActivities.PrepareRequest;
import orchestrator.session.SessionActivities.Prepared;
import orchestrator.session.SessionActivities.Record;
import orchestrator.session.SessionActivities.Report;
import org.jspecify.annotations.Nullable;

/** Prepares, plans, lets the agents work, and reports. */
public final class OrchestrationWorkflow implements Orchestration {
    private final String session;
    private final String execution;
    private final SessionBoard board;
    private final Map<String, AgentRun> runs = new HashMap<>();
    private final Storefront storefront = new Storefront();
    private @Nullable CancellationScope root;
    private @Nullable Journal journal;
    private boolean stopWanted;
    private int endings;
    private int runMinutes;

    @WorkflowInit
    public OrchestrationWorkflow(@Nullable JsonNode input) {
        session = Workflow.getInfo().getWorkflowId();
        execution = Workflow.getInfo().getFirstExecutionRunId();
        board = new SessionBoard(session, execution, now());
    }

    @Override
    public SessionState run(@Nullable JsonNode input) {
        SessionRequest request = SessionRequest.parse(input);
        board.asked(request);
        runMinutes = request.runMinutes();
        root = CancellationScope.current();
        // Cancel means stop, and stopping takes activities: they must not be cancelled with the rest.
        Workflow.newDetachedCancellationScope(() -> story(request)).run();
        return board.snapshot();
    }

    private void story(SessionRequest request) {
        Host host = SessionStubs.anyHost().place();
        SessionStubs stubs = new SessionStubs(host);
        storefront.show(board.snapshot());
        Prepared prepared = stubs.shortly("prepare").prepare(new PrepareRequest(session, execution, request));
        board.prepared(prepared);
        journal = new Journal(board.key(), "", "", 0, events -> {
            storefront.show(board.snapshot());
            stubs.shortly("write events").record(new Record(board.snapshot(), events));
        });
        if (!prepared.refusal().isEmpty()) throw refuse(prepared.refusal());
        LeaseRequest lease = new LeaseRequest(board.target(), session, execution, board.key());
        if (trusted(stubs, prepared) && leased(stubs, lease)) {
            plan(prepared);
            work(host, prepared);
        }
        finish(stubs);
        stubs.shortly("release " + board.target()).releaseLease(lease);
    }

    private ApplicationFailure refuse(String why) {
        board.finish(Phase.FAILED, why, now());
        journal().add(EventType.ERROR, why);
        journal().close();
        return ApplicationFailure.newNonRetryableFailure(why, "Refused");
    }

    private boolean trusted(SessionStubs stubs, Prepared prepared) {
        if (prepared.trusted()) return !stopping();
        String why = "Trust " + board.target() + "? Agents run commands there. If so, type: orchestrate trust "
                + board.target();
        return heldUntil(
                Hold.Kind.NEEDS_YOU, why, Async.procedure(stubs.waiting("wait for trust")::awaitTrust, board.target()));
    }

    private boolean leased(SessionStubs stubs, LeaseRequest lease) {
        String holder = stubs.shortly("lease " + board.target()).tryLease(lease);
        if (holder.isEmpty()) return !stopping();
        String why = "Session " + holder + " is working in " + board.target() + "; this one starts when it is over.";
        return heldUntil(
                Hold.Kind.WAITING, why, Async.procedure(stubs.waiting("wait for " + holder)::awaitLease, lease));
    }

    /** False where the session is to stop instead. */
    private boolean heldUntil(Hold.Kind kind, String why, Promise<Void> over) {
        board.hold(kind, why, now());
        journal().add(EventType.STATUS, why);
        Workflow.await(() -> over.isCompleted() || stopping());
        board.goOn();
        if (stopping()) return false;
        over.get();
        return true;
    }

    private void plan(Prepared prepared) {
        Map<Role, String> crew = prepared.crew().stream()
                .collect(Collectors.toMap(SessionActivities.RoleAgent::role, SessionActivities.RoleAgent::agent));
        board.planned(FixedSplit.of(crew));
        board.enter(Phase.WORKING, "starting the first agent");
        journal().add(EventType.STATUS, "working: " + prepared.crewReason());
    }

    private void work(Host host, Prepared prepared) {
        while (!stopping()) {
            for (Assignment next : Schedule.ready(board.waiting(), board.running(), board.done())) {
                start(host, prepared, next);
            }
            if (board.running().isEmpty()) break;
            int seen = endings;
            Workflow.await(() -> endings > seen || stopping());
        }
        if (stopping()) stopAll();
    }

    private void start(Host host, Prepared prepared, Assignment assignment) {
        String run = board.state(assignment.id()).run();
        AgentRun child = SessionStubs.child(session + "/" + run, assignment);
        RunRequest request = new RunRequest(
                session,
                board.key(),
                run,
                assignment.agent(),
                assignment.role(),
                assignment.title(),
                assignment.prompt(),
                prepared.task(),
                inputsOf(assignment),
                prepared.workspace(),
                assignment.readOnly(),
                runMinutes,
                host,
                null);
        board.started(assignment.id(), now());
        journal().add(EventType.STATUS, run + " starts: " + assignment.title());
        runs.put(assignment.id(), child);
        Async.function(child::run, request).handle((result, failure) -> {
            ended(assignment, failure == null ? result : lost(failure));
            return null;
        });
    }

    private List<RunRequest.Input> inputsOf(Assignment assignment) {
        return assignment.dependsOn().stream()
                .sorted()
                .map(id -> new RunRequest.Input(board.assignment(id).title(), board.answerOf(id)))
                .filter(input -> !input.text().isEmpty())
                .toList();
    }

    private void ended(Assignment assignment, RunResult result) {
        board.ended(assignment.id(), result, now());
        runs.remove(assignment.id());
        String what = board.state(assignment.id()).run() + " "
                + board.state(assignment.id()).status().wire();
        journal().add(EventType.STATUS, result.reason().isEmpty() ? what : what + ": " + result.reason());
        endings++;
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
                Usage.NONE);
    }

    private void stopAll() {
        board.step("stopping every agent");
        journal().touch();
        ControlRequest why = new ControlRequest("", "session", "the session is stopped");
        for (AgentRun run : List.copyOf(runs.values())) {
            try {
                run.stop(why);
            } catch (SignalExternalWorkflowException alreadyOver) {
                // A run that has just ended needs no stopping; its result is on the way.
            }
        }
        Workflow.await(() -> board.running().isEmpty());
    }

    private void finish(SessionStubs stubs) {
        if (stopping() && !board.isComplete()) {
            board.giveUpWaiting("the session was stopped", now());
            board.finish(Phase.STOPPED, whyStopped(), now());
        } else if (board.isComplete()) {
            board.finish(Phase.DONE, "", now());
        } else {
            AssignmentState first = board.unsuccessful().get(0);
            String what = first.run() + " " + first.status().wire();
            board.giveUpWaiting("not started, because " + what, now());
            board.finish(Phase.FAILED, what + ": " + first.note(), now());
        }
        Report report = stubs.shortly("report").report(board.snapshot());
        journal()
                .add(
                        EventType.RESULT,
                        0,
                        "session " + board.phase().wire(),
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("report", report.report())
                                .put("summary", report.summary()));
        journal().close();
        storefront.show(board.snapshot());
    }

    private String whyStopped() {
        List<Control> controls = board.snapshot().controls();
        if (controls.isEmpty()) return "cancelled";
        Control last = controls.get(controls.size() - 1);
        String who = last.by().isEmpty() ? "" : " by " + last.by();
        return "stopped" + who + " (" + last.via() + ")" + (last.reason().isEmpty() ? "" : ": " + last.reason());
    }

    @Override
    public void stopSignal(@Nullable JsonNode control) {
        requestStop(ControlRequest.fromSignal(control));
    }

    @Override
    public SessionState stop(ControlRequest control) {
        requestStop(control);
        return board.snapshot();
    }

    @Override
    public void validateStop(ControlRequest control) {
        if (board.phase().isFinal()) {
            throw new IllegalStateException(
                    "the session is over: " + board.phase().wire());
        }
    }

    @Override
    public void pauseSignal(@Nullable JsonNode control) {}

    @Override
    public SessionState pause(ControlRequest control) {
        return board.snapshot();
    }

    @Override
    public void validatePause(ControlRequest control) {}

    @Override
    public void resumeSignal(@Nullable JsonNode control) {}

    @Override
    public SessionState resume(ControlRequest control) {
        return board.snapshot();
    }

    @Override
    public void validateResume(ControlRequest control) {}

    @Override
    public void abortSignal(@Nullable JsonNode control) {}

    @Override
    public SessionState abort(AbortRequest control) {
        return board.snapshot();
    }

    @Override
    public void validateAbort(AbortRequest control) {}

    /** Asked twice it stops once; both are recorded. */
    private void requestStop(ControlRequest control) {
        board.controlled(new Control("stop", control.by(), control.via(), control.reason(), now()));
        if (journal != null) journal.add(EventType.CONTROL, "stop " + control.via() + " " + control.by());
        stopWanted = true;
    }

    @Override
    public SessionState state() {
        return board.snapshot();
    }

    @Override
    public String summary() {
        return Storefront.line(board.snapshot());
    }

    private Journal journal() {
        return Objects.requireNonNull(journal, "the session was not prepared");
    }

    private boolean stopping() {
        return stopWanted || (root != null && root.isCancelRequested());
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
