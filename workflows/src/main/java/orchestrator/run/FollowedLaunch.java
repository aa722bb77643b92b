package orchestrator.run;

import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import orchestrator.event.EventType;
import orchestrator.identity.LaunchId;
import orchestrator.launch.Ending;
import orchestrator.launch.GuardNews;
import orchestrator.launch.GuardReport;
import orchestrator.launch.LaunchActivities.FollowRequest;
import orchestrator.launch.LaunchActivities.Followed;
import orchestrator.launch.Usage;

/** Follows one launch to its end; stops, pauses and resumes it when the session asks. */
final class FollowedLaunch {
    private final RunParts parts;
    private final LaunchId launch;
    private String endReason = "";
    private Usage usage = Usage.NONE;
    private boolean isOverBudget;

    FollowedLaunch(RunParts parts, LaunchId launch) {
        this.parts = parts;
        this.launch = launch;
    }

    /** The reason why the run ended this launch; empty if it ended by itself. */
    String endReason() {
        return endReason;
    }

    boolean isEndedByRun() {
        return !endReason.isEmpty();
    }

    /** True if the run ended this launch because the run has used more than it may. */
    boolean isOverBudget() {
        return isOverBudget;
    }

    /** The usage known so far. */
    Usage usage() {
        return usage;
    }

    /** @param atRest called when the run could continue as new */
    Ending awaitEnd(Runnable atRest) {
        RunStatus status = parts.status();
        status.showStep("following");
        while (true) {
            RunProgress progress = status.progress();
            FollowRequest from = new FollowRequest(
                    launch,
                    progress.offset(),
                    progress.collectMillis(),
                    usage,
                    parts.request().usageStep(),
                    progress.guardOrNone().seen());
            Promise<Followed> following = parts.host().follow(from);
            carryOutControls(following);
            Followed followed = parts.host().resultOf(following);
            if (followed == null) continue;
            status.onFollowed(followed);
            parts.session().report(followed.notices());
            if (followed.guard() != null) report(followed.guard());
            if (followed.usage() != null) report(followed.usage());
            if (followed.ending() != null) return followed.ending();
            if (followed.silentMinutes() > 0 && !isEndedByRun()) {
                status.onStalled();
                end("it printed nothing for " + followed.silentMinutes() + " minutes.");
            }
            String overBudget = reasonIfOverBudget();
            if (!overBudget.isEmpty() && !isEndedByRun()) {
                isOverBudget = true;
                end(overBudget);
            }
            if (!isEndedByRun()) atRest.run();
        }
    }

    private void carryOutControls(Promise<Followed> following) {
        while (true) {
            Workflow.await(() -> following.isCompleted()
                    || parts.host().isGivenUp()
                    || (!isEndedByRun() && (mustEnd() || parts.pause().isDue())));
            if (following.isCompleted() || parts.host().isGivenUp()) return;
            if (mustEnd()) end(parts.controls().isStopping() ? "stopped" : overTime());
            else parts.pause().apply(launch);
        }
    }

    private boolean mustEnd() {
        return parts.controls().isStopping() || parts.clock().isOver();
    }

    private void end(String why) {
        parts.status().showStep("stopping");
        endReason = why;
        parts.journal().add(EventType.STATUS, "launch " + launch.launch() + " is ended: " + why);
        parts.host().callUntilDone("stop", h -> h.stop(launch));
    }

    private String overTime() {
        return "it ran longer than its limit of " + parts.request().minutesMax() + " minutes.";
    }

    private String reasonIfOverBudget() {
        Usage ofRun = parts.status().progress().usage().plus(usage);
        return parts.request().reasonIfOverBudget(ofRun);
    }

    private void report(GuardNews news) {
        int violations = parts.status().progress().guardOrNone().violations();
        parts.session().reportGuard(parts.host().host(), new GuardReport(launch, news.questions(), violations));
    }

    private void report(Usage ofLaunch) {
        usage = ofLaunch;
        parts.session().reportUsage(parts.status().progress().usage().plus(ofLaunch));
    }
}
