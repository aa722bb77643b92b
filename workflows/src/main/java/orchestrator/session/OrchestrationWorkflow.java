package orchestrator.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
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
import orchestrator.run.RunResult;
import orchestrator.session.AssignmentState.Status;
import orchestrator.session.SessionActivities.Admitted;
import orchestrator.session.SessionActivities.Carried;
import orchestrator.session.SessionActivities.LeaseRequest;
import orchestrator.session.SessionActivities.PrepareRequest;
import orchestrator.session.SessionActivities.Prepared;
import orchestrator.session.SessionActivities.Record;
import orchestrator.session.SessionActivities.Report;
import orchestrator.session.SessionActivities.RoleAgent;
import org.jspecify.annotations.Nullable;

/** Prepares, plans, lets the agents work, and reports. */
public final class OrchestrationWorkflow implements Orchestration {
    private final String session;
    private final String execution;
    private final SessionBoard board;
    private final Assignments assignments;
    private final Substitutes substitutes = new Substitutes();
    private final Controls controls;
    private final Storefront storefront = new Storefront();
    private @Nullable CancellationScope root;
    private @Nullable Journal journal;
    private int endings;
    private boolean runsArePaused;

    @WorkflowInit
    public OrchestrationWorkflow(@Nullable JsonNode input) {
        session = Workflow.getInfo().getWorkflowId();
        execution = Workflow.getInfo().getFirstExecutionRunId();
        board = new SessionBoard(session, execution, now());
        assignments = board.assignments();
        controls = new Controls(board, substitutes, this::tellControl);
    }

    @Override
    public SessionState run(@Nullable JsonNode input) {
        SessionRequest request = SessionRequest.parse(input);
        board.asked(request);
        root = CancellationScope.current();
        // Cancel means stop, and stopping takes activities: they must not be cancelled with the rest.
        Workflow.newDetachedCancellationScope(() -> story(request)).run();
        return board.snapshot();
    }

    private void story(SessionRequest request) {
        storefront.show(board.snapshot());
        Admitted admitted = HostCalls.anyHost().admit(new PrepareRequest(session, execution, request));
        Prepared prepared = admitted.prepared();
        SessionStubs stubs = new SessionStubs(admitted.host());
        board.prepared(prepared);
        journal = new Journal(board.key(), "", "", 0, events -> {
            storefront.show(board.snapshot());
            Record record = new Record(board.snapshot(), events);
            stubs.tell("write events", h -> h.record(record));
        });
        if (!prepared.refusal().isEmpty()) throw refuse(prepared.refusal());
        LeaseRequest lease = new LeaseRequest(board.target(), session, execution, board.key());
        if (trusted(stubs, prepared) && leased(stubs, lease, admitted.holder())) {
            plan(prepared);
            work(new Runs(session, admitted.host(), prepared, assignments, this::ended));
        }
        finish(stubs);
        stubs.tell("release " + board.target(), h -> h.releaseLease(lease));
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

    private boolean leased(SessionStubs stubs, LeaseRequest lease, @Nullable String answered) {
        String holder = answered == null ? stubs.call("lease " + board.target(), h -> h.tryLease(lease)) : answered;
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
        Map<Role, String> crew = prepared.crew().stream().collect(Collectors.toMap(RoleAgent::role, RoleAgent::agent));
        substitutes.crew(prepared.crew().stream().map(RoleAgent::agent).toList());
        assignments.planned(FixedSplit.of(crew));
        prepared.carried().forEach(this::carryOn);
        board.enter(Phase.WORKING, "starting the first agent");
        journal().add(EventType.STATUS, "working: " + prepared.crewReason());
    }

    /** What the session before had finished stays finished; what it had begun is taken up. */
    private void carryOn(Carried carried) {
        String id = carried.assignment();
        if (carried.done()) {
            assignments.done(id, carried.answer(), "done by " + carried.run() + " in the session that is resumed");
        } else if (carried.begun()) {
            boolean sameAgent = assignments.assignment(id).agent().equals(carried.agent());
            String cause = carried.run() + " ended before it was done, with the session that is resumed";
            assignments.begins(id, Assignments.takingUp(sameAgent ? carried.conversation() : null, cause));
        }
    }

    private void work(Runs runs) {
        while (!stopping()) {
            heed(runs);
            if (!board.isPaused()) startReady(runs);
            if (runs.isEmpty() && !isMoreToCome()) break;
            int seen = endings;
            int asked = controls.count();
            Workflow.await(() -> endings > seen || controls.count() > asked || stopping());
        }
        if (stopping()) stopAll(runs);
    }

    /** Carries out what was asked since the last look. */
    private void heed(Runs runs) {
        if (board.isPaused() != runsArePaused) {
            runsArePaused = board.isPaused();
            if (runsArePaused) runs.pauseAll();
            else runs.resumeAll();
            journal().touch();
        }
        for (String id : controls.takeToLeaveHost()) runs.leaveHost(id);
        for (String id : controls.takeToStop()) runs.stop(id, new ControlRequest("", "session", "aborted"));
    }

    private void startReady(Runs runs) {
        for (Assignment next : ready()) {
            runs.start(next);
            board.started(next.id(), now());
            journal().add(EventType.STATUS, assignments.state(next.id()).run() + " starts: " + next.title());
        }
    }

    private List<Assignment> ready() {
        return Schedule.ready(
                assignments.withStatus(Status.WAITING), assignments.withStatus(Status.RUNNING), assignments.done());
    }

    /** Something that is paused, or that a person can set going. */
    private boolean isMoreToCome() {
        return !assignments.withStatus(Status.NEEDS_YOU).isEmpty() || !ready().isEmpty();
    }

    private String whatIsNeeded(AssignmentState stuck) {
        return stuck.run() + " gives up: " + stuck.note() + " To let it try again, type: orchestrate resume " + session
                + " – to give its assignment to another agent: orchestrate abort " + stuck.run()
                + " – or: orchestrate stop "
                + session;
    }

    private void ended(String id, RunResult result) {
        board.ended(id, result, now());
        AssignmentState state = assignments.state(id);
        String what = state.run() + " " + state.status().wire().replace('_', ' ');
        board.needMet(state.run());
        if (state.status() == Status.NEEDS_YOU) board.need(state.run(), whatIsNeeded(state), now());
        EventType type = state.status() == Status.NEEDS_YOU ? EventType.BLOCKER : EventType.STATUS;
        journal().add(type, result.reason().isEmpty() ? what : what + ": " + result.reason());
        if (state.status() != Status.DONE && !stopping()) controls.handOn(id);
        endings++;
    }

    private void stopAll(Runs runs) {
        board.step("stopping every agent");
        journal().touch();
        runs.stopAll(new ControlRequest("", "session", "the session is stopped"));
        Workflow.await(runs::isEmpty);
    }

    private void finish(SessionStubs stubs) {
        if (assignments.isComplete()) {
            board.finish(Phase.DONE, "", now());
        } else if (stopping()) {
            assignments.giveUp("the session was stopped", now());
            board.finish(Phase.STOPPED, whyStopped(), now());
        } else {
            AssignmentState first = assignments.all().stream()
                    .filter(s -> s.status() == Status.FAILED || s.status() == Status.STOPPED)
                    .findFirst()
                    .orElseThrow();
            String what = first.run() + " " + first.status().wire();
            assignments.giveUp("not started, because " + what, now());
            board.finish(Phase.FAILED, what + ": " + first.note(), now());
        }
        Report report = stubs.call("report", h -> h.report(board.snapshot()));
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
        return controls.lastStop()
                .map(stop -> "stopped" + Controls.by(new ControlRequest(stop.by(), stop.via(), stop.reason())))
                .orElse("cancelled");
    }

    private void tellControl(String what) {
        if (journal != null) journal.add(EventType.CONTROL, what);
    }

    @Override
    public void stopSignal(@Nullable JsonNode control) {
        controls.stop(ControlRequest.fromSignal(control));
    }

    @Override
    public SessionState stop(ControlRequest control) {
        controls.stop(control);
        return board.snapshot();
    }

    @Override
    public void validateStop(ControlRequest control) {
        controls.validateStop();
    }

    @Override
    public void pauseSignal(@Nullable JsonNode control) {
        controls.pause(ControlRequest.fromSignal(control));
    }

    @Override
    public SessionState pause(ControlRequest control) {
        controls.pause(control);
        return board.snapshot();
    }

    @Override
    public void validatePause(ControlRequest control) {
        controls.validatePause();
    }

    @Override
    public void resumeSignal(@Nullable JsonNode control) {
        controls.resume(ControlRequest.fromSignal(control));
    }

    @Override
    public SessionState resume(ControlRequest control) {
        controls.resume(control);
        return board.snapshot();
    }

    @Override
    public void validateResume(ControlRequest control) {
        controls.validateResume();
    }

    @Override
    public void abortSignal(@Nullable JsonNode control) {
        controls.abort(AbortRequest.fromSignal(control));
    }

    @Override
    public SessionState abort(AbortRequest control) {
        controls.abort(control);
        return board.snapshot();
    }

    @Override
    public void validateAbort(AbortRequest control) {
        controls.validateAbort(control);
    }

    @Override
    public void answerSignal(@Nullable JsonNode answer) {}

    @Override
    public SessionState answer(AnswerRequest answer) {
        return board.snapshot();
    }

    @Override
    public void validateAnswer(AnswerRequest answer) {}

    @Override
    public void reviewSignal(@Nullable JsonNode control) {}

    @Override
    public SessionState review(ControlRequest control) {
        return board.snapshot();
    }

    @Override
    public void validateReview(ControlRequest control) {}

    @Override
    public void runTold(String run, orchestrator.run.RunActivities.Notice notice) {}

    @Override
    public void runWaits(String run, @Nullable Instant until) {}

    @Override
    public void runNeedsYou(String run, String why) {
        if (why.isEmpty()) board.needMet(run);
        else board.need(run, why, now());
        if (journal == null) return;
        if (why.isEmpty()) journal.add(EventType.STATUS, run + " goes on");
        else journal.add(EventType.BLOCKER, run + " needs you: " + why);
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
        return controls.isStopWanted() || (root != null && root.isCancelRequested());
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
