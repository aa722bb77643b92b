package orchestrator.orchestration;

import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import orchestrator.authority.Authority;
import orchestrator.checkout.CheckoutActivities.OpenRequest;
import orchestrator.checkout.CheckoutActivities.Opened;
import orchestrator.crew.Role;
import orchestrator.event.EventType;
import orchestrator.host.Host;
import orchestrator.journal.Journal;
import orchestrator.launch.GuardReport;
import orchestrator.launch.Notice;
import orchestrator.orchestration.RollOver.Begun;
import orchestrator.orchestration.control.Handovers;
import orchestrator.orchestration.state.ControlLog;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.plan.Assignment;
import orchestrator.rollover.Rebuilt;
import orchestrator.run.RunResult;
import orchestrator.session.AssignmentState.Status;
import orchestrator.session.Phase;
import orchestrator.session.SessionActivities.Admitted;
import orchestrator.session.SessionActivities.Carried;
import orchestrator.session.SessionActivities.Prepared;
import orchestrator.session.request.IsolationMode;
import orchestrator.session.request.UserMessage;

/**
 * Keeps a session's agents at work until nothing is left to do. Each assignment starts as soon as it is ready;
 * finished work is reviewed, fixed and verified.
 */
final class SessionLoop {
    private final SessionContext context;
    private final LiveSession session;
    private final Journal journal;
    private final Prepared prepared;
    private final LoopParts parts;
    private final RollOver rollOver;

    @Rebuilt
    private int wakes;

    @Rebuilt
    private boolean over;

    /** True if the session ends as soon as its reviews and its plan are kept. */
    @Rebuilt
    private boolean ending;

    /** False in executions of an earlier release, which end before their plan is kept. */
    @Rebuilt
    private boolean awaitsPlan;

    SessionLoop(SessionContext context, Handovers handovers, Authority authority, Admitted admitted) {
        this.context = context;
        this.session = context.session();
        this.journal = context.journal();
        this.prepared = admitted.prepared();
        this.parts = new LoopParts(context, handovers, admitted, this::wake);
        this.rollOver = new RollOver(context, authority, parts, admitted);
    }

    /** Makes the loop look at the state again. */
    void wake() {
        wakes++;
    }

    /** Makes the checkouts. Returns the reason if that is impossible, otherwise an empty text. */
    String openCheckouts() {
        if (context.request().isBare()) return "";
        String setup = context.request().setup();
        session.progress().setStep(setup == null ? "making checkouts" : "making checkouts: " + setup);
        journal.touch();
        IsolationMode isolation = context.request().isolation();
        String earlier = prepared.request().resumeFrom();
        Opened opened = context.checkouts()
                .open(new OpenRequest(
                        session.key(),
                        session.session(),
                        session.target(),
                        session.workspace(),
                        isolation == null ? null : isolation.wire(),
                        agentsWithCheckouts(),
                        setup,
                        earlier));
        if (!opened.refusal().isEmpty()) return opened.refusal();
        if (!opened.note().isEmpty()) journal.add(EventType.STATUS, opened.note());
        session.setBudget(parts.budgetTracker);
        session.result().open(opened);
        if (earlier != null) continueEarlier();
        return "";
    }

    /** Includes agents that left the crew and whose work may not be in the result yet. */
    private List<String> agentsWithCheckouts() {
        Stream<String> takenFrom = prepared.carried().stream()
                .filter(carried -> !carried.done())
                .map(Carried::takenFromAgent)
                .filter(Objects::nonNull);
        return Stream.concat(context.crew().initial().values().stream(), takenFrom)
                .distinct()
                .sorted()
                .toList();
    }

    private void continueEarlier() {
        String architect = context.crew().initial().get(Role.ARCHITECT);
        session.result().continueEarlier(architect, session.reviews());
        session.result().setDiff(context.checkouts().diff());
    }

    void plan() {
        parts.planner.begin(prepared);
        UserMessage message = prepared.request().message();
        if (message != null) session.controls().say(message);
        session.progress().enter(Phase.WORKING, "starting the first agent");
        journal.add(EventType.STATUS, "working: " + prepared.crewReason());
    }

    /** Takes over from an earlier execution of the session. */
    void restore(Begun begun) {
        rollOver.restore(begun);
        if (context.checkouts().areOpen()) session.setBudget(parts.budgetTracker);
    }

    /** Starts the timers of the earlier execution again, awaits its runs, and goes on. */
    void goOn() {
        session.progress().showRunning();
        parts.goOn();
        run();
    }

    void run() {
        while (!context.isStopping()) {
            applyControls();
            if (!session.progress().isPaused()) step();
            ending = isOver();
            if (ending && !hasToPutAway()) {
                session.controls().endMessages();
                parts.budget.close();
                return;
            }
            if (rollOver.isPossible()) rollOver.begin();
            awaitNews();
        }
        stopAll();
        parts.budget.close();
    }

    private void awaitNews() {
        int seen = wakes;
        int controlsSeen = session.controls().count();
        Workflow.await(() -> wakes > seen
                || session.controls().count() > controlsSeen
                || isTimeUp()
                || (ending && isPutAway())
                || rollOver.isPossible()
                || context.isStopping());
    }

    /** Where nobody looks at these times, waking for them would wake for ever. */
    private boolean isTimeUp() {
        if (session.progress().isPaused() || ending) return false;
        return (parts.reviews.isTimeUp() && !rollOver.isOverdue()) || (parts.budget.isTimeUp() && !isAtEnd());
    }

    private void applyControls() {
        parts.permissions.settleEnded();
        parts.answers.apply();
        parts.messages.apply();
        parts.runControls.apply();
        ControlLog controls = session.controls();
        if (controls.takeReviewWanted())
            parts.reviews.triggers().onRequest(context.crew().agents());
    }

    private void step() {
        // Pauses and stops that follow from a decision come before anything else starts.
        if (parts.reviews.decide()) applyControls();
        parts.checks.takeFinished().ifPresent(parts.checkFollowUp::onVerified);
        checkBudget();
        if (rollOver.isOverdue()) {
            awaitRollOver();
            return;
        }
        parts.dispatcher.startReady();
        if (parts.work.seesStarts()) parts.budget.countTime(parts.work.isAnyAtWork());
        parts.reviews.openDue(parts.runs);
        over = isIdle() && parts.wrapUp.isOver();
    }

    /** Lets what is under way end. */
    private void awaitRollOver() {
        parts.dispatcher.startReviews();
        session.progress()
                .setStep("starting nothing new until calls and reviews under way have ended, since the history"
                        + " in Temporal is long");
    }

    private void checkBudget() {
        parts.budget.countTime(parts.work.isAnyAtWork());
        if (!isAtEnd() && parts.budget.askIfExhausted()) applyControls();
    }

    /** Nobody is asked for more time or money if nothing is left to do. */
    private boolean isAtEnd() {
        return isIdle() && !parts.reviews.isResultDue();
    }

    private boolean isIdle() {
        return parts.runs.isEmpty()
                && parts.dispatcher.ready().isEmpty()
                && session.assignments().withStatus(Status.NEEDS_YOU).isEmpty()
                && session.items().open().isEmpty()
                && !parts.leftOuts.isSettling()
                && !parts.reviews.isOpen()
                && !parts.checks.isRunning();
    }

    /** Without checkouts a session is over as soon as nothing is left to do, even if it is paused. */
    private boolean isOver() {
        return over
                || (!context.checkouts().areOpen()
                        && isIdle()
                        && session.blockers().standing().isEmpty());
    }

    void stopAll() {
        parts.checks.stop();
        session.progress().setStep("stopping every agent");
        journal.touch();
        parts.runs.stopAll("the session is stopped");
        Workflow.await(parts.runs::isEmpty);
        parts.reviews.close();
        if (hasToPutAway()) Workflow.await(this::isPutAway);
    }

    /** A session has kept whatever it says it has kept. One of an earlier release may have ended before. */
    private boolean hasToPutAway() {
        awaitsPlan = true;
        if (isPutAway()) return false;
        int version = Workflow.getVersion("ends-after-its-reviews-are-kept", Workflow.DEFAULT_VERSION, 2);
        awaitsPlan = version == 2;
        return version > Workflow.DEFAULT_VERSION && !isPutAway();
    }

    private boolean isPutAway() {
        return !parts.reviews.isPuttingAway() && (!awaitsPlan || context.calls().areNone());
    }

    void onGuarded(String run, Host host, GuardReport report) {
        parts.permissions.onReport(run, host, report);
    }

    /** A run waits for the user, or does so no longer. */
    void onNeed() {
        if (parts.work.seesWaits()) wake();
    }

    void onRunEnded(String run, RunResult result) {
        parts.runs.onReportedEnd(run, result);
    }

    /** The plan that the user is asked about; empty if there is none. */
    List<Assignment> proposedPlan() {
        return parts.planner.proposed();
    }

    void onNotice(String run, Notice notice) {
        session.assignments().all().stream()
                .filter(s -> s.run().equals(run))
                .findFirst()
                .ifPresent(s -> parts.reviews.triggers().onNotice(s.agent(), run, notice));
        wake();
    }
}
