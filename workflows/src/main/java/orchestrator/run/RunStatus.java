package orchestrator.run;

import io.temporal.workflow.Workflow;
import orchestrator.event.EventType;
import orchestrator.launch.LaunchActivities.Followed;
import orchestrator.launch.Notice;
import orchestrator.launch.Remedy;
import orchestrator.launch.Usage;
import orchestrator.recovery.Attempt;
import orchestrator.recovery.Recoveries;
import org.jspecify.annotations.Nullable;

/** The changing state of a run: its progress, and its status for people. */
final class RunStatus {
    private final RunRequest request;
    private RunProgress progress;
    private boolean mayHaveBegun;
    private String step = "launching";
    private String note = "";

    RunStatus(RunRequest request) {
        this.request = request;
        this.progress = request.progress() == null ? RunProgress.START : request.progress();
        this.mayHaveBegun = request.early() && request.isAtFirstLaunch();
    }

    RunProgress progress() {
        return progress;
    }

    Attempt attempt() {
        return new Attempt(request.agent(), progress.conversation() != null, progress.remedies());
    }

    void showStep(String now) {
        step = now;
    }

    /** True until the run has looked for a launch that was begun before it. */
    boolean mayHaveBegun() {
        return mayHaveBegun;
    }

    void onLookedForLaunch() {
        mayHaveBegun = false;
    }

    void onStarted() {
        progress = progress.started();
    }

    void onFollowed(Followed followed) {
        progress = progress.followedTo(followed.offset());
        if (followed.guard() != null) progress = progress.guarded(followed.guard());
        if (!followed.notices().isEmpty()) keep(followed);
    }

    private void keep(Followed followed) {
        progress = progress.withBlockers(followed.notices().stream()
                .filter(notice -> notice.type() == EventType.BLOCKER)
                .map(Notice::text)
                .toList());
        Notice last = followed.notices().get(followed.notices().size() - 1);
        note = last.type().wire() + ": " + last.text();
        Workflow.setCurrentDetails("Launch " + progress.launch() + ", last word of " + request.agent() + ":\n\n> "
                + note.replace("\n", "\n> "));
    }

    void onStalled() {
        progress = progress.stalled();
    }

    void addUsage(Usage used) {
        progress = progress.withUsage(used);
    }

    void askAboutLeftWork(String answer, @Nullable String conversation, String prompt) {
        progress = progress.askedAboutLeftWork(answer, conversation, prompt);
    }

    void relaunch(Recoveries recoveries, @Nullable String conversation, String prompt, @Nullable Remedy remedy) {
        progress = progress.relaunch(recoveries, conversation, prompt, remedy);
    }

    /** @param paused the state of a pause, which hides the step; empty if there is none */
    RunState state(String paused) {
        return new RunState(
                request.run(),
                request.agent(),
                paused.isEmpty() ? step : paused,
                progress.launch(),
                progress.offset(),
                progress.usage(),
                note);
    }
}
