package orchestrator.run;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import orchestrator.event.EventType;
import orchestrator.journal.Journal;
import orchestrator.launch.Ending;
import orchestrator.launch.LaunchActivities.Settled;
import orchestrator.launch.Usage;
import orchestrator.recovery.Next;
import orchestrator.recovery.Next.Kind;
import orchestrator.recovery.Recoveries;
import orchestrator.recovery.RecoveryPolicy;

/** Prepares the next launch of a run: waits if it has to, and reports how the run recovers. */
final class Relaunch {
    private final RunControls controls;
    private final RunStatus status;
    private final ParentSession session;
    private final WorkClock clock;
    private final Journal journal;
    private final LaunchPause pause;

    Relaunch(RunParts parts) {
        controls = parts.controls();
        status = parts.status();
        session = parts.session();
        clock = parts.clock();
        journal = parts.journal();
        pause = parts.pause();
    }

    void announceTakeover() {
        if (status.progress().note().isEmpty()) return;
        announceRecovery(1, status.progress().conversation() != null, "Its assignment was interrupted.");
    }

    void prepareNext(Next next, Ending ending, Recoveries recoveries) {
        pause.awaitResume(controls::isStopping);
        if (controls.isStopping()) return;
        boolean resumes = next.kind() == Kind.RESUME;
        announceRecovery(status.progress().launch() + 1, resumes, next.reason());
        session.reportUsage(status.progress().usage());
        status.relaunch(recoveries, resumes ? ending.conversation() : null, Handover.note(resumes, next.reason()));
        if (next.delay().isZero()) return;
        status.showStep("waiting " + next.delay().toSeconds() + " s before launch "
                + status.progress().launch());
        Promise<Void> rest = Workflow.newTimer(next.delay());
        Workflow.await(() -> rest.isCompleted() || controls.isStopping());
    }

    /** Waiting for a vendor spends neither the run's time nor a relaunch. */
    void awaitReset(Duration delay, Instant until, Ending ending) {
        status.showStep("waiting until " + until + " for the end of a usage limit");
        journal.add(EventType.STATUS, ending.reason() + " It waits until " + until + " and continues by itself.");
        clock.stop();
        controls.forgetRetry();
        session.reportWait(until);
        CancellationScope waiting = Workflow.newCancellationScope(() -> {
            Promise<Void> reset = Workflow.newTimer(delay);
            Workflow.await(() -> reset.isCompleted() || controls.isStopping() || controls.isRetryWanted());
        });
        waiting.run();
        waiting.cancel();
        session.reportWait(null);
        clock.start();
    }

    void askAboutLeftWork(Ending ending, Settled settled) {
        announceRecovery(status.progress().launch() + 1, true, LeftWork.cause(ending));
        status.askAboutLeftWork(settled.answer(), ending.conversation(), LeftWork.note(ending));
    }

    /** A parked launch is resumed without spending a relaunch. */
    Next afterPause(Ending ending) {
        if (ending.succeeded()) return new Next(Kind.SUCCEED, Duration.ZERO, "");
        String why = "Its process was ended for the time of the pause, because " + pause.parkReason() + ".";
        return new Next(RecoveryPolicy.how(ending.conversation()), Duration.ZERO, why);
    }

    /** Starts a new conversation on another host, which does not know the conversation on the silent one. */
    void moveToOtherHost(String cause, Usage used) {
        pause.onLaunchEnded();
        status.addUsage(used.atLeast());
        announceRecovery(status.progress().launch() + 1, false, cause);
        status.relaunch(status.progress().recoveries(), null, Handover.note(false, cause));
    }

    private void announceRecovery(int launch, boolean resumes, String cause) {
        journal.add(EventType.RECOVERY, launch, Handover.inWords(resumes, cause), Handover.data(resumes, cause));
    }
}
