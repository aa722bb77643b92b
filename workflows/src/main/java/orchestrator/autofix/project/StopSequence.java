package orchestrator.autofix.project;

import static orchestrator.work.Now.now;

import io.temporal.failure.ActivityFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import orchestrator.autofix.AutoFixState.Status;
import orchestrator.autofix.queue.QueueEntry;
import orchestrator.failure.CallFailure;
import org.jspecify.annotations.Nullable;

/** Stops watching: lets tasks end their current step for a while, then interrupts them. */
final class StopSequence {
    /** For the current step of tasks in progress. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** For interrupted tasks to end their agents. */
    private static final Duration ENDING_MAX = Duration.ofMinutes(2);

    private final LiveProject project;
    private final Watching watching;
    private final TaskSignals signals;
    private final ProjectCalls calls;
    private final OpenCalls open;
    private String why = "";
    private @Nullable Instant deadline;
    private boolean hasInterrupted;
    private boolean isEnding;
    private boolean isOver;

    StopSequence(LiveProject project, Watching watching, TaskSignals signals, ProjectCalls calls, OpenCalls open) {
        this.project = project;
        this.watching = watching;
        this.signals = signals;
        this.calls = calls;
        this.open = open;
    }

    /** Does nothing if it is being stopped, or was. */
    void stop(String reason) {
        if (project.status() == Status.STOPPING || project.status() == Status.STOPPED) return;
        why = reason;
        watching.stop();
        deadline = now().plus(PATIENCE);
        hasInterrupted = false;
        project.setStatus(Status.STOPPING, reason + "; tasks in progress have 30 s for their current step");
    }

    /** Ends the workflow too. */
    void stopAndEnd(String reason) {
        if (isEnding) return;
        isEnding = true;
        if (project.status() == Status.STOPPED) isOver = true;
        else stop(reason);
    }

    /** Works off the queue before it stops. */
    void drain(String reason) {
        watching.stop();
        why = reason;
        project.setStatus(Status.DRAINING, reason + "; the queue is worked off, and new changes wait");
    }

    boolean isEnding() {
        return isEnding;
    }

    /** True if the workflow ends. */
    boolean isOver() {
        return isOver;
    }

    /** When the next step is due; null if it is not stopping. */
    @Nullable
    Instant next() {
        return project.status() == Status.STOPPING ? deadline : null;
    }

    void step() {
        if (project.status() == Status.DRAINING && project.queue().isWorkedOff()) stop(why.isEmpty() ? "drained" : why);
        Instant end = deadline;
        if (project.status() != Status.STOPPING || end == null) return;
        List<QueueEntry> left = left();
        if (left.isEmpty()) finish();
        else if (!now().isBefore(end) && hasInterrupted) finish();
        else if (!now().isBefore(end)) interrupt(left);
    }

    /** A task that needs a person uses nothing, so it stays unless the workflow ends. */
    private List<QueueEntry> left() {
        return isEnding ? project.queue().inProgress() : project.queue().busy();
    }

    private void interrupt(List<QueueEntry> left) {
        hasInterrupted = true;
        deadline = now().plus(ENDING_MAX);
        left.forEach(signals::stop);
        project.setStatus(
                Status.STOPPING, why + "; " + left.size() + " tasks are interrupted and go back to the queue");
    }

    private void finish() {
        deadline = null;
        isOver = isEnding;
        project.setStatus(Status.STOPPED, why);
        project.history().add(now(), "stopped", why);
        open.run(this::release);
    }

    private void release() {
        try {
            calls.watchShortly("stop watching").release(project.project());
        } catch (ActivityFailure failure) {
            project.note("The watcher could not be released: " + CallFailure.words(failure));
        }
    }

    /** Their queue ends, so nobody could decide any more. */
    void endWhatNeedsYou() {
        project.queue().inProgress().stream().filter(QueueEntry::needsYou).forEach(signals::stop);
    }
}
