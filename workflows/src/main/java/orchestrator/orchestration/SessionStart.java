package orchestrator.orchestration;

import static orchestrator.work.Now.now;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.function.BooleanSupplier;
import orchestrator.authority.Authority;
import orchestrator.event.EventType;
import orchestrator.failure.CallFailure;
import orchestrator.host.HostCalls;
import orchestrator.journal.Journal;
import orchestrator.orchestration.RollOver.Begun;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.session.Hold;
import orchestrator.session.Phase;
import orchestrator.session.SessionActivities;
import orchestrator.session.SessionActivities.Admitted;
import orchestrator.session.SessionActivities.LeaseRequest;
import orchestrator.session.SessionActivities.PrepareRequest;
import orchestrator.session.SessionActivities.Prepared;
import orchestrator.session.SessionActivities.TrustRequest;
import orchestrator.work.FailedCalls;
import orchestrator.work.SessionCalls;
import org.jspecify.annotations.Nullable;

/** Starts a session: finds a host, prepares, and waits for approval and for the target. */
final class SessionStart {
    private final LiveSession session;
    private final Authority authority;
    private final SessionEvents events;
    private final WebUiStatus webUi;
    private final FailedCalls failedCalls;
    private final BooleanSupplier stopping;

    SessionStart(
            LiveSession session,
            Authority authority,
            SessionEvents events,
            WebUiStatus webUi,
            FailedCalls failedCalls,
            BooleanSupplier stopping) {
        this.session = session;
        this.authority = authority;
        this.events = events;
        this.webUi = webUi;
        this.failedCalls = failedCalls;
        this.stopping = stopping;
    }

    /** Fails the workflow if no host can prepare the session. */
    Admitted admit(PrepareRequest request) {
        webUi.show(session.snapshot());
        try {
            return admitHere(request);
        } catch (ActivityFailure e) {
            boolean isStopped = stopping.getAsBoolean();
            String why = isStopped ? session.controls().whyStopped() : CallFailure.words(e);
            session.progress().finish(isStopped ? Phase.STOPPED : Phase.FAILED, why, now());
            webUi.show(session.snapshot());
            throw ApplicationFailure.newNonRetryableFailure(why, "Refused");
        }
    }

    /**
     * Admits by a local activity, in the worker that carries out the workflow's first task; that saves a hop through
     * Temporal. A slow or failed one is repeated as an ordinary activity, which can wait and tells what is wrong.
     */
    private Admitted admitHere(PrepareRequest request) {
        if (Workflow.getVersion("local-admit", Workflow.DEFAULT_VERSION, 1) == Workflow.DEFAULT_VERSION)
            return admitAnywhere(request);
        try {
            return Workflow.newLocalActivityStub(SessionActivities.class, HostCalls.locally("find a host"))
                    .admit(request);
        } catch (ActivityFailure e) {
            return admitAnywhere(request);
        }
    }

    private Admitted admitAnywhere(PrepareRequest request) {
        return failedCalls.call("session", () -> anyHost().admit(request));
    }

    private static SessionActivities anyHost() {
        return Workflow.newActivityStub(SessionActivities.class, HostCalls.anywhere("find a host"));
    }

    /** Gives the session its key, so that its events can be written from now on. */
    void open(Admitted admitted, SessionCalls calls) {
        webUi.setUsableAttributes(admitted.searchAttributes());
        setPrepared(admitted.prepared());
        if (admitted.prepared().request().needsCodes()) session.items().needCodes();
        openJournal(0, calls);
        admitted.notes().forEach(note -> events.add(EventType.STATUS, note));
        refuseIfImpossible(admitted.prepared());
    }

    /** Goes on with the events of an earlier execution. */
    void openAgain(Begun from, SessionCalls calls) {
        webUi.setUsableAttributes(from.admitted().searchAttributes());
        session.setPrepared(from.admitted().prepared());
        openJournal(from.journaled(), calls);
    }

    private void openJournal(long journaled, SessionCalls calls) {
        StateRecorder recorder = new StateRecorder(session, webUi, calls);
        events.open(new Journal(session.key(), "", journaled, recorder::write), recorder);
    }

    private void setPrepared(Prepared prepared) {
        session.setPrepared(prepared);
        authority.acceptUnsigned(prepared.acceptsUnsigned());
    }

    private void refuseIfImpossible(Prepared prepared) {
        if (!prepared.refusal().isEmpty()) throw refuse(prepared.refusal());
    }

    /** Ends the session as failed; the exception fails its workflow. */
    ApplicationFailure refuse(String why) {
        session.progress().finish(Phase.FAILED, why, now());
        events.add(EventType.ERROR, why);
        events.journal().close();
        return ApplicationFailure.newNonRetryableFailure(why, "Refused");
    }

    /** Waits until the user has approved the request, of which nothing is executed or opened before. */
    Admitted awaitApproval(SessionCalls calls, PrepareRequest request, Admitted first) {
        Admitted admitted = first;
        while (!admitted.prepared().trusted()) {
            Prepared waiting = admitted.prepared();
            TrustRequest wanted = new TrustRequest(waiting.key(), waiting.untrusted(), waiting.requestArtifact());
            Promise<String> approval = Async.function(calls.waiting("wait for approval")::awaitTrust, wanted);
            if (!holdUntil(approval, Hold.Kind.NEEDS_YOU, waiting.hold())) return admitted;
            events.addControl(approval.get());
            admitted = calls.call("admit", h -> h.admit(request));
            setPrepared(admitted.prepared());
            refuseIfImpossible(admitted.prepared());
        }
        return admitted;
    }

    /**
     * Waits until no other session works in the target.
     *
     * @param holder the session that has the lease, as {@code admit} found it; null if the lease was not tried
     * @return false if the session has to stop instead
     */
    boolean awaitLease(SessionCalls calls, LeaseRequest lease, @Nullable String holder) {
        String other = holder == null ? calls.call("lease " + session.target(), h -> h.tryLease(lease)) : holder;
        if (other.isEmpty()) return !stopping.getAsBoolean();
        String why = "Session " + other + " is working in " + session.target() + "; this one starts when it is over.";
        Promise<Void> free = Async.procedure(calls.waiting("wait for " + other)::awaitLease, lease);
        return holdUntil(free, Hold.Kind.WAITING, why);
    }

    /** Returns false if the session has to stop instead. */
    private boolean holdUntil(Promise<?> over, Hold.Kind kind, String why) {
        session.progress().hold(kind, why, now());
        events.add(EventType.STATUS, why);
        Workflow.await(() -> over.isCompleted() || stopping.getAsBoolean());
        session.progress().endHold();
        if (stopping.getAsBoolean()) return false;
        over.get();
        return true;
    }
}
