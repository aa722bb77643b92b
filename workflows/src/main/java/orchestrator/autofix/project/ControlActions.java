package orchestrator.autofix.project;

import static orchestrator.work.Now.now;

import io.temporal.failure.ActivityFailure;
import orchestrator.autofix.AutoFixState.Status;
import orchestrator.autofix.FixActivities.Applied;
import orchestrator.autofix.FixActivities.ApplyOrder;
import orchestrator.autofix.FixResult.Outcome;
import orchestrator.autofix.QueuedTask;
import orchestrator.autofix.queue.QueueEntry;
import orchestrator.failure.CallFailure;

/** Carries out controls that were checked. Each returns a refusal, or an empty text. */
final class ControlActions {
    private final LiveProject project;
    private final Admissions admissions;
    private final Watching watching;
    private final StopSequence stopping;
    private final TaskSignals signals;
    private final ProjectCalls calls;

    ControlActions(
            LiveProject project,
            Admissions admissions,
            Watching watching,
            StopSequence stopping,
            TaskSignals signals,
            ProjectCalls calls) {
        this.project = project;
        this.admissions = admissions;
        this.watching = watching;
        this.stopping = stopping;
        this.signals = signals;
        this.calls = calls;
    }

    String carryOut(ProjectControl control) {
        if (control.isOfTask())
            return carryOut(control, project.queue().find(control.task()).orElseThrow());
        if (control.name().equals("start")) return start(control);
        project.history().add(now(), "control", control.name() + control.byline());
        switch (control.name()) {
            case "stop" -> stopping.stop("stopped" + control.byline());
            case "pause" -> project.setPaused("paused" + control.byline());
            case "drain" -> stopping.drain("drained" + control.byline());
            default -> resume();
        }
        return "";
    }

    private String carryOut(ProjectControl control, QueueEntry task) {
        if (control.name().equals("undo")) return undo(control, task);
        project.history().add(now(), "control", task, control.name() + control.byline());
        switch (control.name()) {
            case "retry" -> project.queue().retry(task);
            case "apply" -> signals.decide(task, true, who(control));
            default -> drop(control, task);
        }
        project.touch();
        return "";
    }

    private String start(ProjectControl control) {
        String refusal;
        try {
            refusal = admissions.admit(control.request(), stopping::isEnding);
        } catch (ActivityFailure failure) {
            refusal = CallFailure.words(failure);
        }
        if (refusal.isEmpty()) {
            project.history().add(now(), "control", "start" + control.byline());
            project.setPaused("");
            if (!project.request().once()) watching.restart();
        } else {
            project.note("New settings were refused: " + refusal);
        }
        return refusal;
    }

    private void resume() {
        boolean isAtLimit =
                project.spending().limit(project.request().budget(), now()).isPresent();
        if (isAtLimit && !project.isPaused()) {
            project.spending().lift(now());
            project.history().add(now(), "limit_lifted", "the limit is lifted: a new allowance begins now");
        }
        project.setPaused("");
        watching.retryNow();
        if (project.status() == Status.DRAINING) project.setStatus(Status.WATCHING, "");
    }

    private void drop(ProjectControl control, QueueEntry task) {
        if (task.status() == QueuedTask.Status.PENDING) {
            project.queue().endUnstarted(task, Outcome.DROPPED, "dropped" + control.byline(), now());
        } else if (task.needsYou()) {
            signals.decide(task, false, who(control));
        } else {
            project.queue().markDropped(task);
            signals.stop(task);
        }
    }

    /** Who decided, and how and why; never empty. */
    private static String who(ProjectControl control) {
        String byline = control.byline().strip();
        if (byline.startsWith("by ")) return byline.substring("by ".length());
        return ("someone " + byline).strip();
    }

    private String undo(ProjectControl control, QueueEntry task) {
        ApplyOrder order = new ApplyOrder(
                project.project(), task.workflow(), project.request().target(), task.description());
        Applied applied;
        try {
            applied = calls.fix("undo " + task.id()).undo(order);
        } catch (ActivityFailure failure) {
            return CallFailure.words(failure);
        }
        if (applied.how() != Applied.How.UNDONE) return applied.words();
        project.queue().markUndone(task);
        project.history().add(now(), "undone", task, "undo" + control.byline() + ": " + applied.words());
        project.touch();
        return "";
    }
}
