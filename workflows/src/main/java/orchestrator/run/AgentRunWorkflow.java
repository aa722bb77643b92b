package orchestrator.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.util.Objects;
import orchestrator.event.EventType;
import orchestrator.journal.Journal;
import orchestrator.recovery.Next;
import orchestrator.recovery.RecoveryPolicy;
import orchestrator.run.RunActivities.Ending;
import orchestrator.run.RunActivities.FollowRequest;
import orchestrator.run.RunActivities.Followed;
import orchestrator.run.RunActivities.LaunchId;
import orchestrator.run.RunActivities.LaunchRequest;
import orchestrator.run.RunActivities.Launched;
import orchestrator.run.RunActivities.Notice;
import orchestrator.run.RunActivities.Owner;
import orchestrator.run.RunActivities.Settled;
import orchestrator.run.RunResult.Outcome;
import orchestrator.session.ControlRequest;
import orchestrator.session.SessionActivities;
import orchestrator.session.SessionActivities.Record;
import org.jspecify.annotations.Nullable;

/** Launches an agent, follows it to its end, and launches it again where that helps. */
public final class AgentRunWorkflow implements AgentRun {
    private final RunRequest request;
    private final Stubs stubs;
    private final Journal journal;
    private RunProgress progress;
    private String step = "launching";
    private String note = "";
    private boolean stopWanted;
    private @Nullable CancellationScope root;
    private @Nullable Promise<Void> deadline;

    @WorkflowInit
    public AgentRunWorkflow(RunRequest request) {
        this.request = request;
        this.progress = request.progress() == null ? RunProgress.START : request.progress();
        this.stubs = new Stubs(request);
        SessionActivities log = stubs.log();
        this.journal = new Journal(
                request.key(),
                request.run(),
                request.agent(),
                progress.journaled(),
                events -> log.record(new Record(null, events)));
    }

    @Override
    public RunResult run(RunRequest same) {
        root = CancellationScope.current();
        if (progress.beganMillis() == 0) progress = progress.began(Workflow.currentTimeMillis());
        RunResult[] result = new RunResult[1];
        // Cancel means stop, and stopping takes activities: they must not be cancelled with the rest.
        Workflow.newDetachedCancellationScope(() -> result[0] = launchUntilDone())
                .run();
        step = "ended";
        journal.close();
        return Objects.requireNonNull(result[0]);
    }

    @Override
    public void stop(ControlRequest control) {
        stopWanted = true;
    }

    @Override
    public RunState state() {
        return new RunState(
                request.run(), request.agent(), step, progress.launch(), progress.offset(), progress.usage(), note);
    }

    private RunResult launchUntilDone() {
        long endMillis = progress.beganMillis()
                + Duration.ofMinutes(request.minutesMax()).toMillis();
        deadline = Workflow.newTimer(Duration.ofMillis(Math.max(1, endMillis - Workflow.currentTimeMillis())));
        while (true) {
            if (stopping()) return result(Outcome.STOPPED, "", "stopped before it was launched");
            LaunchId launch = new LaunchId(request.key(), request.run(), request.agent(), progress.launch());
            try {
                start(launch);
            } catch (ActivityFailure e) {
                return result(Outcome.FAILED, "", rootMessage(e));
            }
            Ending ending = followToTheEnd(launch);
            Settled settled = settle(launch);
            if (stopping() && !ending.succeeded()) return result(Outcome.STOPPED, settled.answer(), "stopped");
            Next next = RecoveryPolicy.decide(ending, progress.relaunches());
            if (next.kind() == Next.Kind.SUCCEED) return result(Outcome.SUCCEEDED, settled.answer(), "");
            if (next.kind() == Next.Kind.FAIL) return result(Outcome.FAILED, settled.answer(), next.reason());
            relaunch(next, ending);
        }
    }

    private void start(LaunchId launch) {
        if (progress.launched()) return;
        step = "launching";
        var info = Workflow.getInfo();
        Launched launched = stubs.host("launch " + launch.launch())
                .launch(new LaunchRequest(
                        launch,
                        request.role(),
                        request.brief(),
                        request.task(),
                        request.inputs(),
                        request.workspace(),
                        request.readOnly(),
                        progress.conversation(),
                        progress.note(),
                        new Owner(info.getWorkflowId(), info.getFirstExecutionRunId())));
        progress = progress.started();
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("pid", launched.pid());
        journal.add(EventType.STATUS, launch.launch(), "launch " + launch.launch() + ", pid " + launched.pid(), data);
    }

    private Ending followToTheEnd(LaunchId launch) {
        step = "following";
        String endedBecause = "";
        while (true) {
            FollowRequest from = new FollowRequest(launch, progress.offset(), progress.collectMillis());
            Promise<Followed> following = Async.function(stubs.follower()::follow, from);
            if (endedBecause.isEmpty()) {
                Workflow.await(() -> following.isCompleted() || stopping() || isOverTime());
                if (!following.isCompleted()) endedBecause = end(launch, stopping() ? "stopped" : overTime());
            }
            Followed followed = following.get();
            progress = progress.followedTo(followed.offset());
            tell(followed);
            Ending ending = followed.ending();
            if (ending != null) return endedBecause.isEmpty() ? ending : because(endedBecause, ending);
            if (followed.silentMinutes() > 0 && endedBecause.isEmpty()) {
                endedBecause = end(launch, "it printed nothing for " + followed.silentMinutes() + " minutes.");
                progress = progress.stalled();
            }
            if (Workflow.getInfo().isContinueAsNewSuggested() && endedBecause.isEmpty()) continueAsNew();
        }
    }

    private String end(LaunchId launch, String why) {
        step = "stopping";
        journal.add(EventType.STATUS, "launch " + launch.launch() + " is ended: " + why);
        stubs.host("stop").stop(launch);
        return why;
    }

    /** Falling silent may be an accident, once. Being stopped and running out of time are not tried again. */
    private Ending because(String why, Ending ending) {
        if (ending.succeeded()) return ending;
        boolean retryable = !stopping() && !isOverTime() && progress.stalls() == 1;
        return new Ending(false, ending.exitCode(), ending.conversation(), why, retryable);
    }

    private boolean isOverTime() {
        return deadline != null && deadline.isCompleted();
    }

    private String overTime() {
        return "it ran longer than its limit of " + request.minutesMax() + " minutes.";
    }

    private void tell(Followed followed) {
        if (followed.notices().isEmpty()) return;
        Notice last = followed.notices().get(followed.notices().size() - 1);
        note = last.type().wire() + ": " + last.text();
        Workflow.setCurrentDetails("Launch " + progress.launch() + ", last word of " + request.agent() + ":\n\n> "
                + note.replace("\n", "\n> "));
    }

    private void continueAsNew() {
        journal.close();
        RunProgress reached = progress.journaled(journal.numbered());
        Workflow.newContinueAsNewStub(AgentRun.class).run(request.continuedFrom(reached));
    }

    private Settled settle(LaunchId launch) {
        step = "settling";
        Settled settled = stubs.host("settle launch " + launch.launch()).settle(launch);
        progress = progress.used(settled.usage());
        return settled;
    }

    private void relaunch(Next next, Ending ending) {
        boolean resumes = next.kind() == Next.Kind.RESUME;
        String how = resumes
                ? "tier 2: the same conversation is resumed in a new process"
                : "tier 3: a new conversation takes over with a hand-over";
        String lost = resumes ? "what it had not printed yet" : "its memory of the conversation";
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("tier", resumes ? 2 : 3)
                .put("cause", next.reason())
                .put("lost", lost);
        journal.add(
                EventType.RECOVERY,
                progress.launch() + 1,
                sentence(next.reason()) + " Recovered by " + how + "; lost: " + lost + ".",
                data);
        progress = progress.relaunch(resumes ? ending.conversation() : null, Handover.note(resumes, next.reason()));
        step = "waiting " + next.delay().toSeconds() + " s before launch " + progress.launch();
        Promise<Void> pause = Workflow.newTimer(next.delay());
        Workflow.await(() -> pause.isCompleted() || stopping());
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    private RunResult result(Outcome outcome, String answer, String reason) {
        return new RunResult(outcome, answer, reason, progress.launch(), progress.usage());
    }

    private boolean stopping() {
        return stopWanted || (root != null && root.isCancelRequested());
    }

    private static String rootMessage(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) cause = cause.getCause();
        return cause instanceof io.temporal.failure.ApplicationFailure app
                ? app.getOriginalMessage()
                : String.valueOf(cause.getMessage());
    }
}
