package orchestrator.orchestration;

import static orchestrator.work.Now.now;

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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import orchestrator.checkout.LeftOut;
import orchestrator.crew.Role;
import orchestrator.event.EventType;
import orchestrator.failure.CallFailure;
import orchestrator.host.HostCalls;
import orchestrator.journal.Journal;
import orchestrator.launch.Notice;
import orchestrator.launch.Usage;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.orchestration.state.RunNeeds;
import orchestrator.run.RunReports;
import orchestrator.session.AbortRequest;
import orchestrator.session.AnswerRequest;
import orchestrator.session.AssignmentState;
import orchestrator.session.AssignmentState.Status;
import orchestrator.session.ControlRequest;
import orchestrator.session.Hold;
import orchestrator.session.OpenItem.Choice;
import orchestrator.session.Orchestration;
import orchestrator.session.Phase;
import orchestrator.session.SessionActivities;
import orchestrator.session.SessionActivities.Admitted;
import orchestrator.session.SessionActivities.LeaseRequest;
import orchestrator.session.SessionActivities.PrepareRequest;
import orchestrator.session.SessionActivities.Prepared;
import orchestrator.session.SessionActivities.Record;
import orchestrator.session.SessionActivities.Report;
import orchestrator.session.SessionActivities.RoleAgent;
import orchestrator.session.SessionActivities.TrustRequest;
import orchestrator.session.SessionControls;
import orchestrator.session.SessionQueries;
import orchestrator.session.SessionState;
import orchestrator.session.SignedState;
import orchestrator.session.Summary;
import orchestrator.session.Teamwork;
import orchestrator.session.request.RequestNumbers;
import orchestrator.session.request.SessionRequest;
import orchestrator.signing.Incoming;
import orchestrator.work.Assignments;
import orchestrator.work.CheckoutCalls;
import orchestrator.work.FailedCalls;
import orchestrator.work.SessionCalls;
import orchestrator.work.Substitutes;
import org.jspecify.annotations.Nullable;

/** Prepares, plans, lets the agents work, and reports. */
public final class OrchestrationWorkflow implements Orchestration, SessionControls, SessionQueries, RunReports {
    private static final String SIGNAL = "signal";
    private static final String UPDATE = "update";
    private static final int LEFT_OUT_TOLD_MAX = 5;

    private final String session;
    private final String execution;
    private final LiveSession board;
    private final Authority authority;
    private final Assignments assignments;
    private final Substitutes substitutes = new Substitutes();
    private final Controls controls;
    private final WebUiStatus storefront = new WebUiStatus();
    private final FailedCalls mendable;
    private @Nullable CancellationScope root;
    private @Nullable Journal journal;
    private @Nullable CheckoutCalls trees;
    private @Nullable SessionLoop orchestra;

    @WorkflowInit
    public OrchestrationWorkflow(@Nullable Incoming input) {
        session = Workflow.getInfo().getWorkflowId();
        execution = Workflow.getInfo().getFirstExecutionRunId();
        board = new LiveSession(session, execution, now());
        authority =
                new Authority(session, Instant.ofEpochMilli(Workflow.getInfo().getRunStartedTimestampMillis()));
        assignments = board.assignments();
        controls = new Controls(board, substitutes, this::tellControl);
        mendable = new FailedCalls(questions(), this::stopping);
    }

    @Override
    public SessionState run(@Nullable Incoming input) {
        Incoming incoming = Incoming.orNothing(input);
        SessionRequest request = SessionRequest.parse(incoming.json());
        RequestNumbers.check(incoming.json());
        board.asked(request);
        root = CancellationScope.current();
        // Cancel means stop, and stopping takes activities: they must not be cancelled with the rest.
        Workflow.newDetachedCancellationScope(
                        () -> story(new PrepareRequest(session, execution, request, incoming.signature())))
                .run();
        return board.snapshot();
    }

    private void story(PrepareRequest request) {
        // One that the server does not have would fail every workflow task: none is set before the host says which it
        // has.
        storefront.show(board.snapshot());
        Admitted admitted = admit(request);
        SessionCalls stubs = new SessionCalls(admitted.host(), mendable);
        storefront.mayUse(admitted.searchAttributes());
        prepared(admitted.prepared());
        if (admitted.prepared().request().needsCodes()) board.items().needCodes();
        journal = new Journal(board.key(), "", "", 0, events -> {
            storefront.show(board.snapshot());
            Record record = new Record(board.snapshot(), events);
            stubs.tell("write events", h -> h.record(record));
        });
        admitted.notes().forEach(note -> journal().add(EventType.STATUS, note));
        refuseWhatCannotBe(admitted);
        if (!admitted.prepared().trusted()) admitted = approved(stubs, request, admitted);
        LeaseRequest lease = new LeaseRequest(board.target(), session, execution, board.key());
        boolean alone = admitted.prepared().request().worksInTarget();
        String broken = "";
        try {
            if (!stopping() && (!alone || leased(stubs, lease, admitted.holder()))) work(admitted, stubs);
        } catch (ActivityFailure e) {
            broken = CallFailure.words(e);
            if (orchestra != null) orchestra.stopAll();
        }
        finish(stubs, broken);
        if (alone) release(stubs, lease);
    }

    private Admitted admit(PrepareRequest request) {
        try {
            return mendable.call("session", () -> anyHost().admit(request));
        } catch (ActivityFailure e) {
            String why = stopping() ? whyStopped() : CallFailure.words(e);
            board.finish(stopping() ? Phase.STOPPED : Phase.FAILED, why, now());
            storefront.show(board.snapshot());
            throw ApplicationFailure.newNonRetryableFailure(why, "Refused");
        }
    }

    /** A lease whose session is over is nobody's, so that it does not matter whether this succeeds. */
    private static SessionActivities anyHost() {
        return Workflow.newActivityStub(SessionActivities.class, HostCalls.anywhere("find a host"));
    }

    private void release(SessionCalls stubs, LeaseRequest lease) {
        try {
            stubs.tell("release " + board.target(), h -> h.releaseLease(lease));
        } catch (ActivityFailure e) {
            storefront.show(board.snapshot());
        }
    }

    private ApplicationFailure refuse(String why) {
        board.finish(Phase.FAILED, why, now());
        journal().add(EventType.ERROR, why);
        journal().close();
        return ApplicationFailure.newNonRetryableFailure(why, "Refused");
    }

    private void prepared(Prepared prepared) {
        board.prepared(prepared);
        authority.acceptUnsigned(prepared.acceptsUnsigned());
    }

    private void refuseWhatCannotBe(Admitted admitted) {
        String refusal = admitted.prepared().refusal();
        if (!refusal.isEmpty()) throw refuse(refusal);
    }

    /** Nothing of it is executed, and nothing in its directories is looked at, until a person has said so. */
    private Admitted approved(SessionCalls stubs, PrepareRequest request, Admitted asked) {
        Admitted admitted = asked;
        while (!admitted.prepared().trusted()) {
            Prepared waiting = admitted.prepared();
            TrustRequest wanted = new TrustRequest(waiting.key(), waiting.untrusted(), waiting.requestArtifact());
            Promise<String> approval = Async.function(stubs.waiting("wait for approval")::awaitTrust, wanted);
            if (!heldUntil(Hold.Kind.NEEDS_YOU, waiting.hold(), approval)) return admitted;
            journal().add(EventType.CONTROL, approval.get());
            admitted = stubs.call("admit", h -> h.admit(request));
            prepared(admitted.prepared());
            refuseWhatCannotBe(admitted);
        }
        return admitted;
    }

    private boolean leased(SessionCalls stubs, LeaseRequest lease, @Nullable String answered) {
        String holder = answered == null ? stubs.call("lease " + board.target(), h -> h.tryLease(lease)) : answered;
        if (holder.isEmpty()) return !stopping();
        String why = "Session " + holder + " is working in " + board.target() + "; this one starts when it is over.";
        return heldUntil(
                Hold.Kind.WAITING, why, Async.procedure(stubs.waiting("wait for " + holder)::awaitLease, lease));
    }

    /** False where the session is to stop instead. */
    private boolean heldUntil(Hold.Kind kind, String why, Promise<?> over) {
        board.hold(kind, why, now());
        journal().add(EventType.STATUS, why);
        Workflow.await(() -> over.isCompleted() || stopping());
        board.goOn();
        if (stopping()) return false;
        over.get();
        return true;
    }

    private void work(Admitted admitted, SessionCalls stubs) {
        Prepared prepared = admitted.prepared();
        Map<Role, String> crew = prepared.crew().stream().collect(Collectors.toMap(RoleAgent::role, RoleAgent::agent));
        substitutes.crew(prepared.crew().stream().map(RoleAgent::agent).toList());
        trees = new CheckoutCalls(admitted.host(), board.key(), this::checkoutsAreSilent, mendable);
        orchestra = new SessionLoop(
                board, controls, substitutes, prepared, crew, admitted.host(), stubs, trees, journal(), this::stopping);
        String refusal = orchestra.open(prepared.request().resumeFrom());
        if (!refusal.isEmpty()) throw refuse(refusal);
        orchestra.plan(prepared);
        orchestra.play();
    }

    private FailedCalls.Questions questions() {
        return new FailedCalls.Questions() {
            @Override
            public void ask(String item, String why, List<Choice> choices) {
                String question = why + " Then type: orchestrate resume " + board.session();
                board.need(item, question, choices, now());
                tell(EventType.BLOCKER, "needs you: " + question);
            }

            @Override
            public boolean isOpen(String item) {
                return board.items().isOpen(item);
            }
        };
    }

    private void checkoutsAreSilent(String why) {
        if (why.isEmpty()) board.goOn();
        else board.hold(Hold.Kind.WAITING, why, now());
        journal().add(EventType.STATUS, why.isEmpty() ? "the host of the checkouts answers again" : why);
    }

    /** @param broken why the session cannot go on; empty where it has come to its own end */
    private void finish(SessionCalls stubs, String broken) {
        mendable.end();
        if (!broken.isEmpty() && !stopping()) {
            assignments.giveUp("the session has failed", now());
            board.finish(Phase.FAILED, broken, now());
            journal().add(EventType.ERROR, broken);
        } else if (assignments.isComplete() && !stopping()) {
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
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        report(stubs, data);
        if (board.result() != null) data.put("diff", board.result().diff());
        journal().add(EventType.RESULT, 0, "session " + board.snapshot().inShort(), data);
        journal().close();
        storefront.show(board.snapshot());
    }

    private void report(SessionCalls stubs, ObjectNode data) {
        try {
            Report report = stubs.call("report", h -> h.report(board.snapshot()));
            data.put("report", report.report()).put("summary", report.summary());
        } catch (ActivityFailure e) {
            journal().add(EventType.ERROR, "the report could not be written: " + CallFailure.words(e));
        }
    }

    /** What is not finished stays in its checkout, for a session that resumes this one. */
    private void keepResult() {
        CheckoutCalls made = Objects.requireNonNull(trees);
        Teamwork.Result result = Objects.requireNonNull(board.result());
        try {
            board.result(result.with(made.diff()));
            if (board.phase() == Phase.DONE) keepLeftOut(made.close());
        } catch (ActivityFailure e) {
            journal().add(EventType.ERROR, "the checkouts could not be put away: " + CallFailure.words(e));
        }
    }

    private void keepLeftOut(List<LeftOut> leftOut) {
        board.leftOut(leftOut);
        List<LeftOut> kept = leftOut.stream()
                .filter(one -> !one.kept().isEmpty() || one.why() == LeftOut.Why.NOT_REMOVED)
                .toList();
        if (kept.isEmpty()) return;
        String where = kept.stream().map(LeftOut::line).limit(LEFT_OUT_TOLD_MAX).collect(Collectors.joining(", "));
        LeftOuts.tell(journal(), "left of the checkouts: " + where, kept);
    }

    private String whyStopped() {
        return controls.lastStop()
                .map(stop -> "stopped" + new ControlRequest(stop.by(), stop.via(), stop.reason()).byline())
                .orElse("cancelled");
    }

    private void tellControl(String what) {
        tell(EventType.CONTROL, what);
    }

    private void tell(EventType type, String what) {
        if (journal != null) journal.add(type, what);
    }

    @Override
    public void stopSignal(@Nullable Incoming sent) {
        signalled("stop", sent, incoming -> controls.stop(ControlRequest.of(incoming, SIGNAL)));
    }

    @Override
    public SessionState stop(@Nullable Incoming sent) {
        Incoming incoming = Incoming.orNothing(sent);
        if (authority.take("stop", incoming).isEmpty()) controls.stop(ControlRequest.of(incoming, UPDATE));
        return board.snapshot();
    }

    @Override
    public void validateStop(@Nullable Incoming sent) {
        authority.check("stop", Incoming.orNothing(sent));
        controls.validateStop();
    }

    @Override
    public void pauseSignal(@Nullable Incoming sent) {
        signalled("pause", sent, incoming -> controls.pause(ControlRequest.of(incoming, SIGNAL)));
    }

    @Override
    public SessionState pause(@Nullable Incoming sent) {
        Incoming incoming = Incoming.orNothing(sent);
        if (authority.take("pause", incoming).isEmpty()) controls.pause(ControlRequest.of(incoming, UPDATE));
        return board.snapshot();
    }

    @Override
    public void validatePause(@Nullable Incoming sent) {
        authority.check("pause", Incoming.orNothing(sent));
        controls.validatePause();
    }

    @Override
    public void resumeSignal(@Nullable Incoming sent) {
        signalled("resume", sent, incoming -> controls.resume(ControlRequest.of(incoming, SIGNAL)));
    }

    @Override
    public SessionState resume(@Nullable Incoming sent) {
        Incoming incoming = Incoming.orNothing(sent);
        if (authority.take("resume", incoming).isEmpty()) controls.resume(ControlRequest.of(incoming, UPDATE));
        return board.snapshot();
    }

    @Override
    public void validateResume(@Nullable Incoming sent) {
        authority.check("resume", Incoming.orNothing(sent));
        controls.validateResume(ControlRequest.of(Incoming.orNothing(sent), UPDATE));
    }

    @Override
    public void abortSignal(@Nullable Incoming sent) {
        signalled("abort", sent, incoming -> controls.abort(AbortRequest.of(incoming, SIGNAL)));
    }

    @Override
    public SessionState abort(@Nullable Incoming sent) {
        Incoming incoming = Incoming.orNothing(sent);
        if (authority.take("abort", incoming).isEmpty()) controls.abort(AbortRequest.of(incoming, UPDATE));
        return board.snapshot();
    }

    @Override
    public void validateAbort(@Nullable Incoming sent) {
        authority.check("abort", Incoming.orNothing(sent));
        controls.validateAbort(AbortRequest.of(Incoming.orNothing(sent), UPDATE));
    }

    @Override
    public void answerSignal(@Nullable Incoming sent) {
        signalled("answer", sent, incoming -> controls.answer(AnswerRequest.of(incoming, SIGNAL)));
    }

    @Override
    public SessionState answer(@Nullable Incoming sent) {
        Incoming incoming = Incoming.orNothing(sent);
        if (authority.take("answer", incoming).isEmpty()) controls.answer(AnswerRequest.of(incoming, UPDATE));
        return board.snapshot();
    }

    @Override
    public void validateAnswer(@Nullable Incoming sent) {
        authority.check("answer", Incoming.orNothing(sent));
        controls.validateAnswer(AnswerRequest.of(Incoming.orNothing(sent), UPDATE));
    }

    @Override
    public void reviewSignal(@Nullable Incoming sent) {
        signalled("review", sent, incoming -> controls.review(ControlRequest.of(incoming, SIGNAL)));
    }

    @Override
    public SessionState review(@Nullable Incoming sent) {
        Incoming incoming = Incoming.orNothing(sent);
        if (authority.take("review", incoming).isEmpty()) controls.review(ControlRequest.of(incoming, UPDATE));
        return board.snapshot();
    }

    @Override
    public void validateReview(@Nullable Incoming sent) {
        authority.check("review", Incoming.orNothing(sent));
        controls.validateReview();
    }

    /** By a signal nobody gets an answer: what is not carried out is said in the log. */
    private void signalled(String control, @Nullable Incoming sent, Consumer<Incoming> carryOut) {
        Incoming incoming = Incoming.orNothing(sent);
        String refusal = authority.take(control, incoming);
        if (refusal.isEmpty()) carryOut.accept(incoming);
        else tellControl("a signal was not carried out: " + refusal);
    }

    @Override
    public void notice(String run, Notice notice) {
        if (orchestra != null) orchestra.told(run, notice);
    }

    @Override
    public void waits(String run, @Nullable Instant until) {
        board.waits(run, until);
        if (orchestra != null) orchestra.newsHas();
        if (journal != null)
            journal.add(EventType.STATUS, until == null ? run + " goes on" : run + " waits until " + until);
    }

    @Override
    public void used(String run, Usage usage) {
        assignments.using(run, usage);
        if (orchestra != null) orchestra.newsHas();
    }

    @Override
    public void needsYou(String run, String why) {
        // One that has given up does not take that back: a person answers it.
        if (why.isEmpty() && !assignments.isAtWork(run)) return;
        if (why.isEmpty()) board.needMet(run, now());
        else board.need(run, why, RunNeeds.CHOICES, now());
        if (journal == null) return;
        if (why.isEmpty()) journal.add(EventType.STATUS, run + " goes on");
        else journal.add(EventType.BLOCKER, run + " needs you: " + why);
    }

    @Override
    public SessionState state() {
        return board.snapshot();
    }

    @Override
    public SignedState signedState() {
        return new SignedState(board.snapshot());
    }

    @Override
    public Summary summary() {
        return new Summary(WebUiStatus.line(board.snapshot()));
    }

    private Journal journal() {
        return Objects.requireNonNull(journal, "the session was not prepared");
    }

    private boolean stopping() {
        return controls.isStopWanted() || (root != null && root.isCancelRequested());
    }
}
