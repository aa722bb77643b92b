package orchestrator.autofix.queue;

import java.util.List;
import orchestrator.autofix.AutoFixState.Statistics;

/**
 * A queue that a workflow passes on when it continues as new.
 *
 * @param completed newest first
 * @param failed newest first
 */
public record SavedQueue(
        TaskIds ids,
        List<SavedTask> pending,
        List<SavedTask> inProgress,
        List<SavedTask> completed,
        List<SavedTask> failed,
        Statistics statistics) {
    public SavedQueue {
        pending = List.copyOf(pending);
        inProgress = List.copyOf(inProgress);
        completed = List.copyOf(completed);
        failed = List.copyOf(failed);
    }
}
