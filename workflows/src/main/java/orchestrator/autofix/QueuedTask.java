package orchestrator.autofix;

import java.time.Instant;
import java.util.List;
import orchestrator.autofix.request.TaskPriority;
import orchestrator.json.WireName;
import org.jspecify.annotations.Nullable;

/**
 * A task in the queue.
 *
 * @param id for example {@code task_0a1b2c3d}
 * @param workflow id of its {@link FixTask}, also the key of its checkouts, runs and events
 * @param description in one line
 * @param files what changed; the first 500
 * @param filesTotal how many changed
 * @param retries how often it was queued again
 * @param waits why it does not begin, for example because of a breaker or a limit; empty if it may
 * @param waitsUntil null if it does not wait for a time
 * @param progress null until it has begun
 * @param result null until it has ended
 * @param undone true if its repair was taken back
 */
public record QueuedTask(
        String id,
        String workflow,
        String description,
        List<FileChange> files,
        int filesTotal,
        TaskPriority priority,
        Status status,
        int retries,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        String waits,
        @Nullable Instant waitsUntil,
        @Nullable FixProgress progress,
        @Nullable FixResult result,
        boolean undone) {
    public QueuedTask {
        files = List.copyOf(files);
    }

    /** On the wire in lower case. */
    public enum Status implements WireName {
        PENDING,
        IN_PROGRESS,
        COMPLETED,
        FAILED
    }
}
