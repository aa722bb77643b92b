package orchestrator.autofix.project;

import java.util.List;
import java.util.Optional;
import orchestrator.autofix.AutoFixState.Status;
import orchestrator.autofix.QueuedTask;
import orchestrator.autofix.queue.QueueEntry;
import orchestrator.autofix.request.WatchRequest;
import orchestrator.autofix.request.WatchRequests;
import orchestrator.session.request.SessionRequest.InvalidRequest;

/** Refuses controls that make no sense now, with the reason. Changes nothing. */
final class ControlRules {
    private static final List<String> NAMES =
            List.of("start", "stop", "pause", "resume", "drain", "retry", "drop", "apply", "undo");

    private final LiveProject project;

    ControlRules(LiveProject project) {
        this.project = project;
    }

    /** Empty if there is such a control. */
    static String refusalOfName(String name) {
        return NAMES.contains(name) ? "" : "`control` must be " + String.join(" or ", NAMES) + ", not `" + name + "`";
    }

    /** Empty if it may be carried out. */
    String refusal(ProjectControl control) {
        if (control.isOfTask()) return refusalOfTask(control);
        if (control.name().equals("start")) return refusalOfStart(control);
        Status status = project.status();
        if (status == Status.STOPPED || status == Status.STOPPING) return refusalWhileStopped(control.name());
        return switch (control.name()) {
            case "pause" -> project.isPaused() ? "it is paused already: " + project.pausedBecause() : "";
            case "drain" -> status == Status.DRAINING ? "it is being drained already" : "";
            case "resume" -> project.waitsForResume() ? "" : "nothing is paused; it is " + status.wire();
            default -> refusalOfName(control.name());
        };
    }

    private String refusalWhileStopped(String name) {
        boolean isStopped = project.status() == Status.STOPPED;
        if (name.equals("stop")) return isStopped ? "it is stopped already" : "it is being stopped already";
        return "it is " + (isStopped ? "stopped" : "being stopped") + "; start it with: orchestrate watch "
                + project.request().target();
    }

    private String refusalOfStart(ProjectControl control) {
        try {
            WatchRequest request = WatchRequests.parse(control.request().json());
            if (project.status() == Status.STOPPING) return "it is being stopped; try again in a minute";
            boolean isWatched = project.status() != Status.STOPPED;
            return request.once() && isWatched
                    ? "it is watched already, so it need not be looked at once; see its queue with: orchestrate watch"
                            + " --status"
                    : "";
        } catch (InvalidRequest wrong) {
            return String.valueOf(wrong.getMessage());
        }
    }

    private String refusalOfTask(ProjectControl control) {
        Optional<QueueEntry> found = project.queue().find(control.task());
        if (found.isEmpty()) return "there is no task `" + control.task() + "`";
        QueueEntry task = found.get();
        boolean fits = switch (control.name()) {
            case "retry" -> task.status() == QueuedTask.Status.FAILED || task.status() == QueuedTask.Status.PENDING;
            case "drop" -> task.status() == QueuedTask.Status.PENDING || task.status() == QueuedTask.Status.IN_PROGRESS;
            case "apply" -> task.needsYou();
            default -> task.isApplied();
        };
        if (fits) return "";
        return "`" + control.name() + "` is for " + meantFor(control.name()) + "; " + task.id() + " is " + words(task);
    }

    private static String meantFor(String control) {
        return switch (control) {
            case "retry" -> "a task that has failed or waits";
            case "drop" -> "a task that waits or is in progress";
            case "apply" -> "a repair that needs you";
            default -> "a repair that was applied";
        };
    }

    private static String words(QueueEntry task) {
        String status = task.status().wire().replace('_', ' ');
        if (task.isUndone()) return "undone already";
        return task.result() == null
                ? status
                : status + " (" + task.result().outcome().wire() + ")";
    }
}
