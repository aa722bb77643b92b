package orchestrator.orchestration;

import static orchestrator.work.Now.now;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import orchestrator.authority.Authority;
import orchestrator.crew.Role;
import orchestrator.event.EventType;
import orchestrator.failure.CallFailure;
import orchestrator.orchestration.RollOver.Begun;
import orchestrator.orchestration.control.ControlChecks;
import orchestrator.orchestration.control.ControlHandlers;
import orchestrator.orchestration.control.Controls;
import orchestrator.orchestration.control.Handovers;
import orchestrator.orchestration.state.CurrentCrew;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.orchestration.state.StateLimit;
import orchestrator.rollover.Rebuilt;
import orchestrator.session.Hold;
import orchestrator.session.OpenItem;
import orchestrator.session.OpenItem.Choice;
import orchestrator.session.Orchestration;
import orchestrator.session.SessionActivities.Admitted;
import orchestrator.session.SessionActivities.LeaseRequest;
import orchestrator.session.SessionActivities.PrepareRequest;
import orchestrator.session.SessionActivities.Prepared;
import orchestrator.session.SessionActivities.RoleAgent;
import orchestrator.session.SessionState;
import orchestrator.session.request.RequestNumbers;
import orchestrator.session.request.SessionRequest;
import orchestrator.signing.Incoming;
import orchestrator.work.CheckoutCalls;
import orchestrator.work.FailedCalls;
import orchestrator.work.SessionCalls;
import org.jspecify.annotations.Nullable;

/** Prepares a session, lets the agents work until its loop ends, and reports. */
public final class OrchestrationWorkflow implements Orchestration {
    private final LiveSession session;
    private final SessionEvents events = new SessionEvents();
    private final WebUiStatus webUi = new WebUiStatus();
    private final Handovers handovers;
    private final FailedCalls failedCalls;
    private final SessionStart start;
    private final Authority authority;
    private final String execution;
    private final boolean isContinued;

    @Rebuilt
    private @Nullable CancellationScope root;

    @Rebuilt
    private @Nullable CheckoutCalls checkouts;

    @Rebuilt
    private @Nullable SessionLoop loop;

    /** The rest of a session that an earlier execution has begun. */
    @Rebuilt
    private @Nullable Runnable rest;

    /** Handlers are registered here, so that controls sent before the first workflow task find them. */
    @WorkflowInit
    public OrchestrationWorkflow(@Nullable Incoming input, @Nullable Carried carried) {
        WorkflowInfo info = Workflow.getInfo();
        execution = info.getFirstExecutionRunId();
        session = new LiveSession(info.getWorkflowId(), execution, now());
        authority = Authority.ofSession(session.session(), Instant.ofEpochMilli(info.getRunStartedTimestampMillis()));
        handovers = new Handovers(session, events::addControl);
        failedCalls = new FailedCalls(new ItemQuestions(), this::isStopping);
        start = new SessionStart(session, authority, events, webUi, failedCalls, this::isStopping);
        Controls controls = new Controls(session, handovers, events::addControl);
        Workflow.registerListener(new ControlHandlers(
                authority, new ControlChecks(session), controls, session::overview, events::addControl));
        Workflow.registerListener(new RunReportHandlers(session, events, () -> loop));
        Workflow.registerListener(new StateQueries(session, () -> loop));
        Begun begun = carried == null ? null : Begun.of(carried);
        isContinued = begun != null;
        // Anyone can start a workflow with what an earlier session of the same id has passed on.
        if (begun != null && begun.execution().equals(execution)) restore(begun);
    }

    @Override
    public SessionState run(@Nullable Incoming input, @Nullable Carried carried) {
        root = CancellationScope.current();
        Runnable story = isContinued ? this::goOn : begin(Incoming.orNothing(input));
        // Cancelling means stop, and the activities that stop the agents must not be cancelled themselves.
        Workflow.newDetachedCancellationScope(story::run).run();
        return StateLimit.limited(session.snapshot());
    }

    private Runnable begin(Incoming incoming) {
        SessionRequest request = SessionRequest.parse(incoming.json());
        RequestNumbers.check(incoming.json());
        session.setRequest(request);
        PrepareRequest prepare = new PrepareRequest(session.session(), execution, request, incoming.signature());
        return () -> runSession(prepare);
    }

    private void runSession(PrepareRequest request) {
        Admitted first = start.admit(request);
        SessionCalls calls = new SessionCalls(first.host(), failedCalls);
        start.open(first, calls);
        Admitted admitted = start.awaitApproval(calls, request, first);
        workToTheEnd(admitted, calls, () -> {
            boolean needsLease = admitted.prepared().request().worksInTarget();
            if (!isStopping() && (!needsLease || start.awaitLease(calls, lease(), admitted.holder())))
                work(admitted, calls);
        });
    }

    private void workToTheEnd(Admitted admitted, SessionCalls calls, Runnable work) {
        String failure = "";
        try {
            work.run();
        } catch (ActivityFailure e) {
            failure = CallFailure.words(e);
            if (loop != null) loop.stopAll();
        }
        failedCalls.end();
        new SessionEnd(session, events, this::isStopping).finish(failure, checkouts);
        webUi.show(session.snapshot());
        if (admitted.prepared().request().worksInTarget()) release(calls);
    }

    private void work(Admitted admitted, SessionCalls calls) {
        SessionLoop first = loop(admitted, calls);
        loop = first;
        String refusal = first.openCheckouts();
        if (!refusal.isEmpty()) throw start.refuse(refusal);
        first.plan();
        first.run();
    }

    private SessionLoop loop(Admitted admitted, SessionCalls calls) {
        checkouts = new CheckoutCalls(admitted.host(), session.key(), this::onCheckoutsSilent, failedCalls);
        Prepared prepared = admitted.prepared();
        Map<Role, String> roles = prepared.crew().stream().collect(Collectors.toMap(RoleAgent::role, RoleAgent::agent));
        SessionContext context = new SessionContext(
                session,
                prepared.request(),
                new CurrentCrew(roles, session.substitutes()),
                calls,
                checkouts,
                events.journal(),
                this::isStopping);
        return new SessionLoop(context, handovers, authority, admitted);
    }

    /** Takes over from the execution before this one, before any control or report arrives. */
    private void restore(Begun from) {
        SessionCalls calls = new SessionCalls(from.admitted().host(), failedCalls);
        start.openAgain(from, calls);
        SessionLoop next = loop(from.admitted(), calls);
        next.restore(from);
        rest = () -> workToTheEnd(from.admitted(), calls, next::goOn);
        loop = next;
    }

    private void goOn() {
        if (rest == null)
            throw ApplicationFailure.newNonRetryableFailure(
                    "its input was passed on to another execution, so nothing was done with it", "Refused");
        webUi.show(session.snapshot());
        rest.run();
    }

    private LeaseRequest lease() {
        return new LeaseRequest(session.target(), session.session(), execution, session.key());
    }

    /** @param why the reason for the wait; empty if the host answers again */
    private void onCheckoutsSilent(String why) {
        if (why.isEmpty()) session.progress().endHold();
        else session.progress().hold(Hold.Kind.WAITING, why, now());
        events.add(EventType.STATUS, why.isEmpty() ? "the host of the checkouts answers again" : why);
    }

    /** The lease becomes free even if this fails, because its session is over. */
    private void release(SessionCalls calls) {
        try {
            calls.run("release " + session.target(), h -> h.releaseLease(lease()));
        } catch (ActivityFailure e) {
            webUi.show(session.snapshot());
        }
    }

    private boolean isStopping() {
        return session.controls().isStopWanted() || (root != null && root.isCancelRequested());
    }

    /** Asks the user about failed calls by open items. */
    private final class ItemQuestions implements FailedCalls.Questions {
        @Override
        public void ask(String item, String why, List<Choice> choices) {
            String question = why + " Then type: orchestrate resume " + session.session();
            session.items().open(OpenItem.of(item, OpenItem.Kind.RUN, question, List.of(), choices, now()));
            events.add(EventType.BLOCKER, "needs you: " + question);
            if (loop != null) loop.onNeed();
        }

        @Override
        public boolean isOpen(String item) {
            return session.items().isOpen(item);
        }
    }
}
