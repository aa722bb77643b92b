package orchestrator.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import orchestrator.event.EventType;
import orchestrator.host.WorkClock;
import orchestrator.journal.Journal;
import orchestrator.launch.Ending;
import orchestrator.launch.LaunchActivities.Settled;
import orchestrator.launch.Remedy;
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
        boolean hadBegun = next.remedy() == null || hadBegun(ending);
        int launch = status.progress().launch() + 1;
        if (next.remedy() == null) announceRecovery(launch, resumes, next.reason());
        else announceRemedy(launch, next, next.remedy(), hadBegun);
        session.reportUsage(status.progress().usage());
        String note = hadBegun
                ? Handover.note(resumes, next.reason())
                : status.progress().note();
        status.relaunch(recoveries, resumes ? ending.conversation() : null, note, next.remedy());
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
        status.relaunch(status.progress().recoveries(), null, Handover.note(false, cause), null);
    }

    /** Says what the user has to do before this run can go on. */
    void tellOfBlocker(Next next) {
        if (next.blocker() == null || controls.isStopping()) return;
        journal.add(next.blocker(), next.reason());
    }

    /** False if a new conversation ended before it did anything. */
    private boolean hadBegun(Ending ending) {
        boolean isNew = ending.conversation() == null && status.progress().conversation() == null;
        return !isNew || ending.steps() == null || ending.steps() > 0;
    }

    private void announceRemedy(int launch, Next next, Remedy remedy, boolean hadBegun) {
        boolean resumes = next.kind() == Kind.RESUME;
        ObjectNode data = Handover.data(resumes, next.reason())
                .put("remedy", remedy.name().toLowerCase(Locale.ROOT));
        if (!hadBegun) data.put("lost", "nothing");
        journal.add(EventType.RECOVERY, launch, Handover.inWords(resumes, next.reason(), remedy, hadBegun), data);
    }

    private void announceRecovery(int launch, boolean resumes, String cause) {
        journal.add(EventType.RECOVERY, launch, Handover.inWords(resumes, cause), Handover.data(resumes, cause));
    }
}
