package orchestrator.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import orchestrator.event.EventType;
import orchestrator.failure.CallFailure;
import orchestrator.host.Host;
import orchestrator.host.Span;
import orchestrator.identity.LaunchId;
import orchestrator.journal.Journal;
import orchestrator.launch.Ending;
import orchestrator.launch.LaunchActivities.FollowRequest;
import orchestrator.launch.LaunchActivities.Followed;
import orchestrator.launch.LaunchActivities.LaunchRequest;
import orchestrator.launch.LaunchActivities.Launched;
import orchestrator.launch.LaunchActivities.Settled;
import orchestrator.launch.LaunchOwner;
import orchestrator.launch.Notice;
import orchestrator.launch.Usage;
import orchestrator.recovery.LimitPolicy;
import orchestrator.recovery.Next;
import orchestrator.recovery.Next.Kind;
import orchestrator.recovery.Recoveries;
import orchestrator.recovery.RecoveryPolicy;
import orchestrator.run.RunResult.Outcome;
import org.jspecify.annotations.Nullable;

/** Launches an agent, follows it to its end, and launches it again where that helps. */
public final class AgentRunWorkflow implements AgentRun {
    private final RunRequest request;
    private final RunHost host;
    private final ParentSession line;
    private final Journal journal;
    private final WorkClock clock;
    private final Pausing pausing;
    private RunProgress progress;
    private String step = "launching";
    private String note = "";
    /** Why we end the launch under way; empty while we do not. */
    private String endedBecause = "";

    private boolean stopWanted;
    private @Nullable Long controlsSeen;
    private boolean tryNow;
    private boolean pauseLifted;
    /** What the launch under way was known to have used when it was followed last. */
    private Usage launchUsage = Usage.NONE;

    private @Nullable CancellationScope root;

    @WorkflowInit
    public AgentRunWorkflow(RunRequest request) {
        this.request = request;
        this.controlsSeen = request.controlsSeen();
        this.progress = request.progress() == null ? RunProgress.START : request.progress();
        this.line = new ParentSession(request);
        this.clock = new WorkClock(
                Duration.ofMinutes(request.minutesMax()), Duration.ofMillis(progress.workedMillis()), this::gapMillis);
        this.host = new RunHost(request, line, clock, this::stopping);
        this.journal = new Journal(request.key(), request.run(), progress.journaled(), host::record);
        this.pausing = new Pausing(
                host, journal, clock, Duration.ofSeconds(request.host().parkSeconds()));
    }

    @Override
    public RunResult run(RunRequest same) {
        root = CancellationScope.current();
        RunResult[] result = new RunResult[1];
        // Cancel means stop, and stopping takes activities: they must not be cancelled with the rest.
        Workflow.newDetachedCancellationScope(() -> result[0] = launchUntilDone())
                .run();
        step = "ended";
        journal.close();
        return Objects.requireNonNull(result[0]);
    }

    @Override
    public void stop(@Nullable RunControl control) {
        if (isOurs("stop", control)) stopWanted = true;
    }

    @Override
    public void pause(@Nullable RunControl control) {
        if (isOurs("pause", control)) pausing.want(true);
    }

    @Override
    public void resume(@Nullable RunControl control) {
        if (!isOurs("resume", control)) return;
        if (pausing.isWanted()) pauseLifted = true;
        else tryNow = true;
        pausing.want(false);
    }

    @Override
    public void leaveHost(@Nullable RunControl control) {
        if (isOurs("leave_host", control)) host.leave();
    }

    private long gapMillis(List<Span> spans) {
        return host.gapMillis(spans);
    }

    /** Its signature says that one of ours has made it, but not what for, nor when. */
    private boolean isOurs(String name, @Nullable RunControl control) {
        if (controlsSeen == null) return true;
        if (control == null || !name.equals(control.name()) || control.number() <= controlsSeen) return false;
        controlsSeen = control.number();
        return true;
    }

    @Override
    public RunState state() {
        String shown = pausing.word().isEmpty() ? step : pausing.word();
        return new RunState(
                request.run(), request.agent(), shown, progress.launch(), progress.offset(), progress.usage(), note);
    }

    private RunResult launchUntilDone() {
        clock.go();
        if (progress.launch() == 1 && !progress.launched()) tellWhatItTakesUp();
        while (true) {
            pausing.awaitRelease(this::stopping);
            if (stopping()) return result(Outcome.STOPPED, "", "stopped before it was launched", null);
            try {
                RunResult result = launchOnce();
                if (result != null) return result;
            } catch (RunHost.Left left) {
                if (left.next() == null) return result(Outcome.STOPPED, "", leftAlone(left), null);
                moveTo(left.next());
            }
        }
    }

    /** Null where another launch follows. */
    private @Nullable RunResult launchOnce() {
        LaunchId launch = new LaunchId(request.key(), request.run(), progress.launch());
        try {
            start(launch);
        } catch (ActivityFailure e) {
            return result(Outcome.FAILED, "", CallFailure.words(e), null, CallFailure.isOfTheAgent(e));
        }
        Ending ending = followToTheEnd(launch);
        Settled settled = settle(launch);
        boolean parked = pausing.ended();
        Instant resetAt = ending.resetAt();
        if (resetAt != null && !ending.succeeded() && endedBecause.isEmpty() && !stopping()) {
            Instant now = Instant.ofEpochMilli(Workflow.currentTimeMillis());
            Next limit = LimitPolicy.decide(ending, resetAt, progress.recoveries(), request.noWait(), now);
            if (limit.kind() != Kind.WAIT)
                return result(Outcome.NEEDS_YOU, settled.answer(), limit.reason(), ending.conversation());
            waitFor(limit.delay(), LimitPolicy.shown(resetAt, now.plus(limit.delay())), ending);
            return null;
        }
        if (!stopping() && endedBecause.isEmpty() && LeftWork.isToBeAskedAbout(ending, request, progress)) {
            askAboutLeftWork(ending, settled);
            return null;
        }
        Next next = parked && endedBecause.isEmpty() ? goOnAfterPause(ending) : next(ending);
        if (!stopping() && LeftWork.hasNoAnswer(next, progress)) return asItWasBefore(next, ending);
        Outcome outcome = outcome(next);
        boolean unable = outcome == Outcome.FAILED;
        if (outcome != null) return result(outcome, settled.answer(), next.reason(), ending.conversation(), unable);
        Recoveries recoveries = progress.recoveries();
        boolean resumes = next.kind() == Kind.RESUME;
        relaunch(next, ending, parked ? recoveries : recoveries.plus(next.reason(), ending.steps(), resumes));
        return null;
    }

    /** The vendor's limit is over by then: that spends neither the run's time nor a relaunch. */
    private void waitFor(Duration delay, Instant until, Ending ending) {
        boolean outlastsPause = request.waitsOutlastPauses();
        step = "waiting until " + until + " for the end of a usage limit";
        journal.add(EventType.STATUS, ending.reason() + " It waits until " + until + " and goes on by itself.");
        clock.stand();
        tryNow = false;
        pauseLifted = false;
        line.waits(until);
        CancellationScope waiting = Workflow.newCancellationScope(() -> {
            Promise<Void> reset = Workflow.newTimer(delay);
            Workflow.await(() -> reset.isCompleted() || stopping() || tryNow || (pauseLifted && !outlastsPause));
        });
        waiting.run();
        waiting.cancel();
        line.waits(null);
        clock.go();
        Next next =
                new Next(RecoveryPolicy.how(ending.conversation()), Duration.ZERO, "a usage limit that is over now");
        relaunch(next, ending, progress.recoveries().waited(ending.steps(), next.kind() == Kind.RESUME));
    }

    private void askAboutLeftWork(Ending ending, Settled settled) {
        tellRecovery(progress.launch() + 1, true, LeftWork.cause(ending));
        progress = progress.askedAboutLeftWork(settled.answer(), ending.conversation(), LeftWork.note(ending));
    }

    private RunResult asItWasBefore(Next next, Ending ending) {
        journal.add(EventType.STATUS, LeftWork.unanswered(next));
        return result(Outcome.SUCCEEDED, String.valueOf(progress.answerBefore()), "", ending.conversation());
    }

    /** A new conversation elsewhere: what the old host's agent did there is not here, or not known. */
    private void moveTo(Host other) {
        String cause = "Host " + host.host().id() + " has not answered for "
                + Pausing.inWords(host.host().silentSeconds()) + "; host " + other.id() + " takes over.";
        host.moveTo(other);
        pausing.ended();
        progress = progress.used(launchUsage.atLeast());
        tellRecovery(progress.launch() + 1, false, cause);
        progress = progress.relaunch(progress.recoveries(), null, Handover.note(false, cause));
    }

    private String leftAlone(RunHost.Left left) {
        String why = String.valueOf(left.getMessage());
        if (!why.isEmpty()) return "stopped; the worker ends what is left of its agent. " + why;
        return "stopped; host " + host.host().id()
                + " does not answer, so its agent is ended when a worker is started there again";
    }

    /** Null where another launch follows. */
    private @Nullable Outcome outcome(Next next) {
        return switch (next.kind()) {
            case SUCCEED -> Outcome.SUCCEEDED;
            case FAIL -> stopping() ? Outcome.STOPPED : Outcome.FAILED;
            case ESCALATE -> Outcome.NEEDS_YOU;
            case RESUME, FRESH, WAIT -> null;
        };
    }

    private Next next(Ending ending) {
        if (ending.succeeded()) return new Next(Kind.SUCCEED, Duration.ZERO, "");
        if (stopping()) return new Next(Kind.FAIL, Duration.ZERO, "stopped");
        if (clock.isOver() || (!endedBecause.isEmpty() && progress.stalls() > 1)) {
            return new Next(Kind.ESCALATE, Duration.ZERO, endedBecause.isEmpty() ? ending.reason() : endedBecause);
        }
        return RecoveryPolicy.decide(endedBecause.isEmpty() ? ending : stalled(ending), progress.recoveries());
    }

    /** Falling silent may be an accident, once. */
    private Ending stalled(Ending ending) {
        return new Ending(
                false,
                ending.exitCode(),
                ending.conversation(),
                endedBecause,
                true,
                false,
                null,
                false,
                ending.steps());
    }

    private Next goOnAfterPause(Ending ending) {
        if (ending.succeeded()) return new Next(Kind.SUCCEED, Duration.ZERO, "");
        String why = "Its process was ended for the time of the pause, because " + pausing.whyParked() + ".";
        return new Next(RecoveryPolicy.how(ending.conversation()), Duration.ZERO, why);
    }

    private void start(LaunchId launch) {
        if (progress.launched()) return;
        step = "launching";
        var info = Workflow.getInfo();
        LaunchRequest wanted = new LaunchRequest(
                launch,
                request.role(),
                request.brief(),
                request.task(),
                request.inputs(),
                request.workspace(),
                request.readOnly(),
                progress.conversation(),
                progress.note(),
                request.schema(),
                new LaunchOwner(info.getWorkflowId(), info.getFirstExecutionRunId()));
        Launched launched = host.call("launch " + launch.launch(), h -> h.launch(wanted));
        progress = progress.started();
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("pid", launched.pid())
                .put("host", host.host().id());
        journal.add(EventType.STATUS, launch.launch(), "launch " + launch.launch() + ", pid " + launched.pid(), data);
    }

    private Ending followToTheEnd(LaunchId launch) {
        step = "following";
        endedBecause = "";
        launchUsage = Usage.NONE;
        while (true) {
            FollowRequest from = new FollowRequest(
                    launch, progress.offset(), progress.collectMillis(), launchUsage, request.usageStep());
            Promise<Followed> following = host.follow(from);
            attend(launch, following);
            Followed followed = host.answerOf(following);
            if (followed == null) continue;
            progress = progress.followedTo(followed.offset());
            tell(followed);
            if (followed.usage() != null) tellUsage(followed.usage());
            if (followed.ending() != null) return followed.ending();
            if (followed.silentMinutes() > 0 && endedBecause.isEmpty()) {
                progress = progress.stalled();
                end(launch, "it printed nothing for " + followed.silentMinutes() + " minutes.");
            }
            if (mayContinueAsNew()) continueAsNew();
        }
    }

    /** Carries out what is asked of a launch while it is followed. */
    private void attend(LaunchId launch, Promise<Followed> following) {
        while (true) {
            Workflow.await(() -> following.isCompleted()
                    || host.isGivenUp()
                    || (endedBecause.isEmpty() && (mustEnd() || pausing.isDue())));
            if (following.isCompleted() || host.isGivenUp()) return;
            if (mustEnd()) end(launch, stopping() ? "stopped" : overTime());
            else pausing.act(launch);
        }
    }

    private boolean mustEnd() {
        return stopping() || clock.isOver();
    }

    private void end(LaunchId launch, String why) {
        step = "stopping";
        endedBecause = why;
        journal.add(EventType.STATUS, "launch " + launch.launch() + " is ended: " + why);
        host.insist("stop", h -> h.stop(launch));
    }

    private String overTime() {
        return "it ran longer than its limit of " + request.minutesMax() + " minutes.";
    }

    private void tell(Followed followed) {
        if (followed.notices().isEmpty()) return;
        line.told(followed.notices());
        progress = progress.blocked(followed.notices().stream()
                .filter(notice -> notice.type() == EventType.BLOCKER)
                .map(Notice::text)
                .toList());
        Notice last = followed.notices().get(followed.notices().size() - 1);
        note = last.type().wire() + ": " + last.text();
        Workflow.setCurrentDetails("Launch " + progress.launch() + ", last word of " + request.agent() + ":\n\n> "
                + note.replace("\n", "\n> "));
    }

    /** @param ofLaunch what the launch under way has used so far */
    private void tellUsage(Usage ofLaunch) {
        launchUsage = ofLaunch;
        if (request.usageStep() != null) line.used(progress.usage().plus(ofLaunch));
    }

    private boolean mayContinueAsNew() {
        return Workflow.getInfo().isContinueAsNewSuggested()
                && endedBecause.isEmpty()
                && pausing.word().isEmpty()
                && !pausing.isWanted();
    }

    private void continueAsNew() {
        clock.takeOutGaps();
        journal.close();
        // Whatever was asked meanwhile would be lost to the successor.
        if (stopping() || !mayContinueAsNew()) return;
        RunProgress reached = progress.reached(clock.worked().toMillis(), journal.numbered());
        Workflow.newContinueAsNewStub(AgentRun.class).run(request.continuedFrom(reached, host.host(), controlsSeen));
    }

    private Settled settle(LaunchId launch) {
        step = "settling";
        Settled settled = host.insist("settle launch " + launch.launch(), h -> h.settle(launch));
        progress = progress.used(settled.usage());
        return settled;
    }

    private void relaunch(Next next, Ending ending, Recoveries recoveries) {
        pausing.awaitRelease(this::stopping);
        if (stopping()) return;
        boolean resumes = next.kind() == Kind.RESUME;
        tellRecovery(progress.launch() + 1, resumes, next.reason());
        tellUsage(Usage.NONE);
        progress = progress.relaunch(
                recoveries, resumes ? ending.conversation() : null, Handover.note(resumes, next.reason()));
        if (next.delay().isZero()) return;
        step = "waiting " + next.delay().toSeconds() + " s before launch " + progress.launch();
        Promise<Void> rest = Workflow.newTimer(next.delay());
        Workflow.await(() -> rest.isCompleted() || stopping());
    }

    private void tellWhatItTakesUp() {
        if (progress.note().isEmpty()) return;
        tellRecovery(1, progress.conversation() != null, "Its assignment was interrupted.");
    }

    private void tellRecovery(int launch, boolean resumes, String cause) {
        journal.add(EventType.RECOVERY, launch, Handover.told(resumes, cause), Handover.data(resumes, cause));
    }

    private RunResult result(Outcome outcome, String answer, String reason, @Nullable String conversation) {
        return result(outcome, answer, reason, conversation, false);
    }

    private RunResult result(
            Outcome outcome, String answer, String reason, @Nullable String conversation, boolean unable) {
        return new RunResult(
                outcome,
                answer,
                reason,
                progress.launch(),
                progress.usage(),
                conversation,
                host.host(),
                progress.blockers(),
                unable);
    }

    private boolean stopping() {
        return stopWanted || (root != null && root.isCancelRequested());
    }
}
