package orchestrator.orchestration;

import static orchestrator.work.Now.now;

import io.temporal.workflow.Workflow;
import orchestrator.checkout.CheckoutActivities.Verified;
import orchestrator.journal.Journal;
import orchestrator.orchestration.control.Handovers;
import orchestrator.orchestration.followup.CheckFollowUp;
import orchestrator.orchestration.followup.FixAssignments;
import orchestrator.orchestration.followup.LeftOuts;
import orchestrator.orchestration.followup.Planner;
import orchestrator.orchestration.followup.ReviewDecisions;
import orchestrator.orchestration.followup.UserMessages;
import orchestrator.orchestration.followup.UserQuestions;
import orchestrator.orchestration.permission.Permissions;
import orchestrator.orchestration.review.ReviewDesk;
import orchestrator.orchestration.review.ReviewTriggers;
import orchestrator.orchestration.review.WorkWatch;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.rollover.Rebuilt;
import orchestrator.rollover.Saved;
import orchestrator.session.SessionActivities.Admitted;
import orchestrator.session.SessionActivities.Prepared;
import orchestrator.session.SessionActivities.RoleAgent;
import orchestrator.session.Teamwork.Verification;
import orchestrator.session.request.Budget;
import orchestrator.session.request.SessionRequest;
import orchestrator.work.ActiveRuns;
import orchestrator.work.BudgetTracker;
import orchestrator.work.Checks;
import orchestrator.work.RunSettings;
import org.jspecify.annotations.Nullable;

/** Builds the collaborators of a session's loop. The session's state is in {@link LiveSession}. */
@Saved
final class LoopParts {
    final BudgetTracker budgetTracker;
    final Planner planner;
    final ActiveRuns runs;
    final LeftOuts leftOuts;
    final Checks checks;
    final CheckFollowUp checkFollowUp;
    final BudgetGuard budget;
    final Permissions permissions;
    final Answers answers;
    final ControlForwarding runControls;
    final UserMessages messages;
    final ReviewTriggers triggers;
    final ReviewSteps reviews;
    final Dispatcher dispatcher;
    final WrapUp wrapUp;

    @Rebuilt
    final WorkWatch work;

    LoopParts(SessionContext context, Handovers handovers, Admitted admitted, Runnable wakeLoop) {
        LiveSession session = context.session();
        SessionRequest request = context.request();
        Journal journal = context.journal();
        session.substitutes()
                .setCrew(admitted.prepared().crew().stream()
                        .map(RoleAgent::agent)
                        .toList());
        budgetTracker = new BudgetTracker(request.budgetOrDefault(), context.calls()::gapMillis);
        UserQuestions questions = new UserQuestions(session, journal);
        planner = planner(context, questions);
        FixAssignments fixes = new FixAssignments(session, context.crew(), planner, journal);
        leftOuts = new LeftOuts(session, context.checkouts(), questions, journal);
        IntegratedWork integratedWork = new IntegratedWork(context, fixes, leftOuts);
        ReviewDesk desk =
                new ReviewDesk(session, context.crew(), context.checkouts(), context.calls(), journal, wakeLoop);
        RunResults results = new RunResults(context, handovers, planner, desk, integratedWork, wakeLoop);
        RunSettings settings = settings(session, admitted.prepared());
        runs = new ActiveRuns(settings, admitted.host(), session.assignments(), context.checkouts(), results);
        work = new WorkWatch(session, runs);
        if (work.seesStarts()) runs.onStart(wakeLoop);
        triggers = new ReviewTriggers(desk, budgetTracker, request, journal);
        budget = new BudgetGuard(context, budgetTracker, questions);
        ReviewDecisions decisions = new ReviewDecisions(session, request, runs, fixes, questions, journal);
        reviews = new ReviewSteps(context, desk, triggers, decisions, budget, work);
        checks = checks(context, wakeLoop);
        checkFollowUp = new CheckFollowUp(session, request, fixes, questions, journal);
        permissions = new Permissions(session, journal, wakeLoop);
        answers = new Answers(
                session,
                planner,
                fixes,
                budgetTracker,
                permissions,
                choice -> leftOuts.settle(choice, integratedWork::add, wakeLoop));
        runControls = new ControlForwarding(session, runs, journal);
        messages = new UserMessages(session, context.crew(), runs, fixes, journal);
        dispatcher = new Dispatcher(context, runs, desk, triggers, handovers);
        wrapUp = new WrapUp(context, reviews, checks, leftOuts, questions);
    }

    /** True if nothing but runs is under way. */
    boolean areQuiet() {
        return runs.areAllAtWork()
                && !reviews.isBusy()
                && !checks.isBusy()
                && !leftOuts.isSettling()
                && permissions.isQuiet();
    }

    /** Stops what the next execution starts again. */
    void passOn() {
        budgetTracker.setWorking(false);
        runs.passOn();
    }

    /** Starts again what an earlier execution has passed on. */
    void goOn() {
        runs.goOn();
        triggers.goOn();
        permissions.goOn();
    }

    private static Planner planner(SessionContext context, UserQuestions questions) {
        return new Planner(
                context.session(),
                context.crew(),
                context.calls(),
                context.journal(),
                context.request().asksAboutPlan() ? questions::askAboutPlan : null);
    }

    private static RunSettings settings(LiveSession session, Prepared prepared) {
        SessionRequest request = prepared.request();
        Budget budget = request.budgetOrDefault();
        return new RunSettings(
                session.session(),
                prepared.key(),
                prepared.task(),
                prepared.workspace(),
                prepared.directoryId(),
                request.runMinutes(),
                request.isReviewed(),
                request.noWait(),
                budget.usageStep(),
                request.safety(),
                budget.ofRun(),
                runsReportTheirEnd());
    }

    /** A session of an earlier release hears of the ends of its runs as their parent, and never continues as new. */
    private static boolean runsReportTheirEnd() {
        return Workflow.getVersion("runs-report-their-end", Workflow.DEFAULT_VERSION, 1) > Workflow.DEFAULT_VERSION;
    }

    private static Checks checks(SessionContext context, Runnable wakeLoop) {
        LiveSession session = context.session();
        Checks.Listener listener = new Checks.Listener() {
            @Override
            public void onStart(String command) {
                session.progress().setVerifying(true);
                session.progress().setStep("verifying: " + command);
            }

            @Override
            public void onEnd(@Nullable Verified verified, String commit) {
                session.progress().setVerifying(false);
                if (verified != null) session.result().setVerification(new Verification(verified, commit, now()));
                wakeLoop.run();
            }
        };
        return new Checks(
                context.request().verify(),
                context.request().verifyMinutes(),
                session.result().checks(),
                context.checkouts(),
                context.journal(),
                listener);
    }
}
