package orchestrator.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import orchestrator.event.EventType;
import orchestrator.failure.CallFailure;
import orchestrator.host.Span;
import orchestrator.host.WorkClock;
import orchestrator.identity.LaunchId;
import orchestrator.journal.Journal;
import orchestrator.launch.Ending;
import orchestrator.launch.LaunchActivities.Launched;
import orchestrator.launch.LaunchActivities.Settled;
import orchestrator.recovery.LimitPolicy;
import orchestrator.recovery.Next;
import orchestrator.recovery.Next.Kind;
import orchestrator.recovery.Recoveries;
import orchestrator.recovery.RecoveryPolicy;
import orchestrator.run.RunResult.Outcome;
import org.jspecify.annotations.Nullable;

/** Launches an agent, follows it to its end, and launches it again if that helps. */
public final class AgentRunWorkflow implements AgentRun {
    private final RunRequest request;
    private final RunControls controls;
    private final RunStatus status;
    private final ParentSession session;
    private final WorkClock clock;
    private final RunHost host;
    private final Journal journal;
    private final LaunchPause pause;
    private final RunParts parts;
    private final Relaunch relaunch;

    @WorkflowInit
    public AgentRunWorkflow(RunRequest request) {
        this.request = request;
        controls = new RunControls(request.controlsSeen());
        status = new RunStatus(request);
        session = new ParentSession(request);
        RunProgress progress = status.progress();
        Duration limit = Duration.ofMinutes(request.minutesMax());
        clock = new WorkClock(limit, Duration.ofMillis(progress.workedMillis()), this::gapMillis);
        host = new RunHost(request, session, clock, controls::isStopping);
        journal = new Journal(request.key(), request.run(), progress.journaled(), host::record);
        pause = new LaunchPause(
                host, journal, clock, Duration.ofSeconds(request.host().parkSeconds()));
        parts = new RunParts(request, controls, status, session, clock, host, journal, pause);
        relaunch = new Relaunch(parts);
    }

    @Override
    public RunResult run(RunRequest same) {
        controls.stopWith(CancellationScope.current());
        RunResult[] result = new RunResult[1];
        // Cancel means stop, and the activities that stop the agent must not be cancelled with the rest.
        Workflow.newDetachedCancellationScope(() -> result[0] = launchAndReport())
                .run();
        return Objects.requireNonNull(result[0]);
    }

    private RunResult launchAndReport() {
        try {
            RunResult result = launchUntilDone();
            status.showStep("ended");
            journal.close();
            session.reportEnd(controls.isCancelled() ? result.cancelled() : result);
            return result;
        } catch (TemporalFailure failure) {
            session.reportEnd(result(Outcome.FAILED, "", CallFailure.words(failure), null));
            throw failure;
        }
    }

    @Override
    public void stop(@Nullable RunControl control) {
        if (controls.accept("stop", control)) controls.stop();
    }

    @Override
    public void pause(@Nullable RunControl control) {
        if (controls.accept("pause", control)) pause.pause();
    }

    @Override
    public void resume(@Nullable RunControl control) {
        if (!controls.accept("resume", control)) return;
        if (!pause.isWanted()) controls.retryNow();
        pause.resume();
    }

    @Override
    public void leaveHost(@Nullable RunControl control) {
        if (controls.accept("leave_host", control)) host.leave();
    }

    @Override
    public RunState state() {
        return status.state(pause.label());
    }

    private long gapMillis(List<Span> spans) {
        return host.gapMillis(spans);
    }

    private RunResult launchUntilDone() {
        clock.start();
        if (status.progress().launch() == 1 && !status.progress().launched()) relaunch.announceTakeover();
        while (true) {
            if (!status.mayHaveBegun()) {
                pause.awaitResume(controls::isStopping);
                if (controls.isStopping()) return result(Outcome.STOPPED, "", "stopped before it was launched", null);
            }
            LaunchId id =
                    new LaunchId(request.key(), request.run(), status.progress().launch());
            FollowedLaunch launch = new FollowedLaunch(parts, id);
            try {
                RunResult result = launchOnce(id, launch);
                if (result != null) return result;
            } catch (RunHost.Left left) {
                if (left.next() == null) return left(left, launch);
                relaunch.moveToOtherHost(host.moveTo(left.next()), launch.usage());
            }
        }
    }

    /** The launch may have cost more than it has reported. */
    private RunResult left(RunHost.Left left, FollowedLaunch launch) {
        if (status.progress().launched()) status.addUsage(launch.usage().atLeast());
        return result(Outcome.STOPPED, "", host.whyLeft(left), null);
    }

    /** Null if another launch follows. */
    private @Nullable RunResult launchOnce(LaunchId id, FollowedLaunch launch) {
        try {
            if (!start(id)) return null;
        } catch (ActivityFailure e) {
            return result(Outcome.FAILED, "", CallFailure.words(e), null).withUnable(CallFailure.isOfTheAgent(e));
        }
        Ending ending = launch.awaitEnd(this::continueAsNewIfDue);
        Settled settled = settle(id);
        boolean parked = pause.onLaunchEnded();
        boolean endedByItself = !controls.isStopping() && !launch.isEndedByRun();
        Instant resetAt = ending.resetAt();
        if (resetAt != null && !ending.succeeded() && endedByItself) return atUsageLimit(ending, settled, resetAt);
        if (endedByItself && LeftWork.needsQuestion(ending, request, status.progress())) {
            relaunch.askAboutLeftWork(ending, settled);
            return null;
        }
        Next next = parked && !launch.isEndedByRun() ? relaunch.afterPause(ending) : next(ending, launch);
        if (!controls.isStopping() && LeftWork.isQuestionUnanswered(next, status.progress()))
            return earlierAnswer(next, ending);
        relaunch.tellOfBlocker(next);
        Outcome outcome = outcome(next);
        if (outcome != null)
            return result(outcome, settled.answer(), next.reason(), ending.conversation())
                    .withUnable(outcome == Outcome.FAILED);
        Recoveries recoveries = status.progress().recoveries();
        boolean resumes = next.kind() == Kind.RESUME;
        relaunch.prepareNext(
                next, ending, parked ? recoveries : recoveries.plus(next.reason(), ending.steps(), resumes));
        return null;
    }

    /** Returns false if it was paused or stopped before it could begin. */
    private boolean start(LaunchId launch) {
        if (status.progress().launched()) return true;
        Launched launched = new LaunchTurn(parts).launch(launch);
        if (launched == null) return false;
        status.onStarted();
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("pid", launched.pid())
                .put("host", host.host().id());
        journal.add(EventType.STATUS, launch.launch(), "launch " + launch.launch() + ", pid " + launched.pid(), data);
        return true;
    }

    private Settled settle(LaunchId launch) {
        status.showStep("settling");
        Settled settled = host.callUntilDone("settle launch " + launch.launch(), h -> h.settle(launch));
        status.addUsage(settled.usage());
        return settled;
    }

    /** Null if the run has waited for the end of the limit. */
    private @Nullable RunResult atUsageLimit(Ending ending, Settled settled, Instant resetAt) {
        Instant now = Instant.ofEpochMilli(Workflow.currentTimeMillis());
        Next limit = LimitPolicy.decide(ending, resetAt, status.progress().recoveries(), request.noWait(), now);
        if (limit.kind() != Kind.WAIT)
            return result(Outcome.NEEDS_YOU, settled.answer(), limit.reason(), ending.conversation());
        relaunch.awaitReset(limit.delay(), LimitPolicy.announcedEnd(resetAt, now.plus(limit.delay())), ending);
        Next next =
                new Next(RecoveryPolicy.how(ending.conversation()), Duration.ZERO, "a usage limit that is over now");
        boolean resumes = next.kind() == Kind.RESUME;
        relaunch.prepareNext(next, ending, status.progress().recoveries().waited(ending.steps(), resumes));
        return null;
    }

    private RunResult earlierAnswer(Next next, Ending ending) {
        journal.add(EventType.STATUS, LeftWork.unansweredQuestion(next));
        String answer = String.valueOf(status.progress().answerBefore());
        return result(Outcome.SUCCEEDED, answer, "", ending.conversation());
    }

    /** Null if another launch follows. */
    private @Nullable Outcome outcome(Next next) {
        return switch (next.kind()) {
            case SUCCEED -> Outcome.SUCCEEDED;
            case FAIL -> controls.isStopping() ? Outcome.STOPPED : Outcome.FAILED;
            case ESCALATE -> Outcome.NEEDS_YOU;
            case RESUME, FRESH, WAIT -> null;
        };
    }

    private Next next(Ending ending, FollowedLaunch launch) {
        String endReason = launch.endReason();
        if (ending.succeeded()) return new Next(Kind.SUCCEED, Duration.ZERO, "");
        if (controls.isStopping()) return new Next(Kind.FAIL, Duration.ZERO, "stopped");
        // An agent may fall silent by accident once, but not twice.
        boolean isStalledAgain = !endReason.isEmpty() && status.progress().stalls() > 1;
        boolean isEnough = clock.isOver() || launch.isOverBudget() || isStalledAgain;
        if (isEnough) return new Next(Kind.ESCALATE, Duration.ZERO, endReason.isEmpty() ? ending.reason() : endReason);
        // Some agents report their usage only when they end.
        String overBudget = request.reasonIfOverBudget(status.progress().usage());
        if (!overBudget.isEmpty()) return new Next(Kind.ESCALATE, Duration.ZERO, overBudget);
        Ending judged = endReason.isEmpty() ? ending : ending.withStall(endReason);
        return RecoveryPolicy.decide(judged, status.progress().recoveries(), status.attempt());
    }

    private void continueAsNewIfDue() {
        if (!mayContinueAsNew()) return;
        clock.takeOutGaps();
        journal.close();
        // The successor would not know of a control that came in meanwhile.
        if (controls.isStopping() || !mayContinueAsNew()) return;
        RunProgress reached = status.progress().reached(clock.worked().toMillis(), journal.numbered());
        RunRequest rest = request.continuedFrom(reached, host.host(), controls.lastNumber());
        Workflow.newContinueAsNewStub(AgentRun.class).run(rest);
    }

    private boolean mayContinueAsNew() {
        return Workflow.getInfo().isContinueAsNewSuggested() && pause.label().isEmpty() && !pause.isWanted();
    }

    private RunResult result(Outcome outcome, String answer, String reason, @Nullable String conversation) {
        RunProgress progress = status.progress();
        return new RunResult(
                outcome,
                answer,
                reason,
                progress.launch(),
                progress.usage(),
                conversation,
                host.host(),
                progress.blockers(),
                false);
    }
}
