package orchestrator.session;

import static orchestrator.session.Now.now;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import orchestrator.event.EventType;
import orchestrator.journal.Journal;
import orchestrator.plan.Role;
import orchestrator.run.RunActivities.Notice;
import orchestrator.session.AssignmentState.Status;
import orchestrator.session.SessionActivities.Admitted;
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
    private @Nullable Trees trees;
    private @Nullable Orchestra orchestra;
    /** Sessions of an earlier version work in turn, and that is all. */
    private boolean isOrchestra;

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
        isOrchestra = Workflow.getVersion("orchestra", Workflow.DEFAULT_VERSION, 1) == 1;
        storefront.show(board.snapshot());
        Admitted admitted = HostCalls.anyHost().admit(new PrepareRequest(session, execution, request));
        Prepared prepared = admitted.prepared();
        SessionStubs stubs = new SessionStubs(admitted.host());
        board.prepared(prepared);
        if (needsCodes(prepared.request())) board.items().needCodes();
        journal = new Journal(board.key(), "", "", 0, events -> {
            storefront.show(board.snapshot());
            Record record = new Record(board.snapshot(), events);
            stubs.tell("write events", h -> h.record(record));
        });
        if (!prepared.refusal().isEmpty()) throw refuse(prepared.refusal());
        LeaseRequest lease = new LeaseRequest(board.target(), session, execution, board.key());
        boolean alone = !isOrchestra || prepared.request().worksInTarget();
        if (trusted(stubs, prepared) && (!alone || leased(stubs, lease, admitted.holder()))) {
            work(admitted, stubs);
        }
        finish(stubs);
        if (alone) stubs.tell("release " + board.target(), h -> h.releaseLease(lease));
    }

    /** Sessions of an earlier version were supervised without codes. */
    private static boolean needsCodes(SessionRequest request) {
        if (request.confirm() != null || !request.isSupervised()) return request.needsCodes();
        return Workflow.getVersion("confirm", Workflow.DEFAULT_VERSION, 1) == 1;
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

    private void work(Admitted admitted, SessionStubs stubs) {
        Prepared prepared = admitted.prepared();
        Map<Role, String> crew = prepared.crew().stream().collect(Collectors.toMap(RoleAgent::role, RoleAgent::agent));
        substitutes.crew(prepared.crew().stream().map(RoleAgent::agent).toList());
        trees = new Trees(admitted.host(), board.key(), this::checkoutsAreSilent);
        orchestra = new Orchestra(
                board, controls, substitutes, prepared, crew, admitted.host(), stubs, trees, journal(), this::stopping);
        String refusal = isOrchestra ? orchestra.open(prepared.request().resumeFrom()) : "";
        if (!refusal.isEmpty()) throw refuse(refusal);
        orchestra.plan(prepared, isOrchestra);
        orchestra.play();
    }

    private void checkoutsAreSilent(String why) {
        if (why.isEmpty()) board.goOn();
        else board.hold(Hold.Kind.WAITING, why, now());
        journal().add(EventType.STATUS, why.isEmpty() ? "the host of the checkouts answers again" : why);
    }

    private void finish(SessionStubs stubs) {
        if (assignments.isComplete() && !stopping()) {
            board.finish(Phase.DONE, "", now());
        } else if (stopping()) {
            assignments.giveUp("the session was stopped", now());
            board.finish(Phase.STOPPED, whyStopped(), now());
        } else {
            AssignmentState first = assignments.all().stream()
                    .filter(s -> s.status() == Status.FAILED || s.status() == Status.STOPPED)
                    .filter(s -> assignments.assignment(s.id()).isWriting())
                    .findFirst()
                    .orElseThrow();
            String what = first.run() + " " + first.status().wire();
            assignments.giveUp("not started, because " + what, now());
            board.finish(Phase.FAILED, what + ": " + first.note(), now());
        }
        if (board.result() != null) keepResult();
        Report report = stubs.call("report", h -> h.report(board.snapshot()));
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("report", report.report()).put("summary", report.summary());
        if (board.result() != null) data.put("diff", board.result().diff());
        journal().add(EventType.RESULT, 0, "session " + board.phase().wire(), data);
        journal().close();
        storefront.show(board.snapshot());
    }

    /** What is not finished stays in its checkout, for a session that resumes this one. */
    private void keepResult() {
        Trees made = Objects.requireNonNull(trees);
        Teamwork.Result result = Objects.requireNonNull(board.result());
        try {
            board.result(result.with(made.diff()));
            if (board.phase() == Phase.DONE) made.close();
        } catch (ActivityFailure e) {
            journal()
                    .add(
                            EventType.ERROR,
                            "the checkouts could not be put away: "
                                    + e.getCause().getMessage());
        }
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
        controls.validateResume(control);
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
    public void answerSignal(@Nullable JsonNode answer) {
        controls.answer(AnswerRequest.fromSignal(answer));
    }

    @Override
    public SessionState answer(AnswerRequest answer) {
        controls.answer(answer);
        return board.snapshot();
    }

    @Override
    public void validateAnswer(AnswerRequest answer) {
        controls.validateAnswer(answer);
    }

    @Override
    public void reviewSignal(@Nullable JsonNode control) {
        controls.review(ControlRequest.fromSignal(control));
    }

    @Override
    public SessionState review(ControlRequest control) {
        controls.review(control);
        return board.snapshot();
    }

    @Override
    public void validateReview(ControlRequest control) {
        controls.validateReview();
    }

    @Override
    public void runTold(String run, Notice notice) {
        if (orchestra != null) orchestra.told(run, notice);
    }

    @Override
    public void runWaits(String run, @Nullable Instant until) {
        board.waits(run, until);
        if (orchestra != null) orchestra.newsHas();
        if (journal != null)
            journal.add(EventType.STATUS, until == null ? run + " goes on" : run + " waits until " + until);
    }

    @Override
    public void runNeedsYou(String run, String why) {
        if (why.isEmpty()) board.needMet(run, now());
        else board.need(run, why, Needs.CHOICES, now());
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
}
