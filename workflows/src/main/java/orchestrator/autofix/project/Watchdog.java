package orchestrator.autofix.project;

import static orchestrator.work.Now.now;

import io.temporal.failure.ActivityFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import orchestrator.autofix.queue.QueueEntry;
import org.jspecify.annotations.Nullable;

/** Finds tasks whose workflow is over although they have not reported. */
final class Watchdog {
    private static final Duration EVERY = Duration.ofMinutes(10);
    /** Tasks that only wait for a person do so for days. */
    private static final Duration EVERY_IDLE = Duration.ofHours(1);
    /** A workflow that has just been started may not be found yet. */
    private static final Duration AGE_MIN = Duration.ofSeconds(30);

    private final LiveProject project;
    private final ProjectCalls calls;
    private final OpenCalls open;
    private final TaskReports reports;
    private Instant dueAt;

    Watchdog(LiveProject project, ProjectCalls calls, OpenCalls open, TaskReports reports) {
        this.project = project;
        this.calls = calls;
        this.open = open;
        this.reports = reports;
        dueAt = now();
    }

    /** When it looks next; null if nothing is in progress. */
    @Nullable
    Instant next() {
        return project.queue().inProgress().isEmpty() ? null : dueAt;
    }

    void lookIfDue() {
        Instant now = now();
        boolean isIdle = project.queue().inProgress().isEmpty();
        Instant latest = now.plus(every());
        if (isIdle || dueAt.isAfter(latest)) dueAt = latest;
        if (isIdle || now.isBefore(dueAt)) return;
        List<QueueEntry> old = project.queue().inProgress().stream()
                .filter(task -> task.hasRunSince(now.minus(AGE_MIN)))
                .toList();
        boolean areAllOld = old.size() == project.queue().inProgress().size();
        dueAt = now.plus(areAllOld ? every() : AGE_MIN);
        if (!old.isEmpty()) open.run(() -> look(old));
    }

    private Duration every() {
        return project.queue().busy().isEmpty() ? EVERY_IDLE : EVERY;
    }

    private void look(List<QueueEntry> tasks) {
        List<String> workflows = tasks.stream().map(QueueEntry::workflow).toList();
        try {
            calls.shortly("look for tasks that are over")
                    .closed(workflows)
                    .forEach(workflow -> reports.lost(workflow, ""));
        } catch (ActivityFailure failure) {
            dueAt = now().plus(every());
        }
    }
}
