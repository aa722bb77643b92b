package orchestrator.autofix;

import java.time.Instant;
import java.util.List;
import orchestrator.autofix.request.FixBudget.Allowance;
import orchestrator.autofix.request.WatchRequest;
import orchestrator.json.WireName;
import orchestrator.signing.ForPeople;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a watched project but the events of its tasks.
 *
 * @param execution first execution of its workflow
 * @param reason why it does not watch or work; empty if it does
 * @param until end of a wait; null if it does not wait for a time
 * @param host id of the host on which it is watched; empty before the admission
 * @param completed the newest 50, newest first
 * @param failed the newest 50, newest first
 * @param history the newest 100 lines, newest first
 * @param notes what the user should know, such as a guessed test command
 */
public record AutoFixState(
        String project,
        String execution,
        Status status,
        String reason,
        @Nullable Instant until,
        WatchRequest request,
        String host,
        List<QueuedTask> pending,
        List<QueuedTask> inProgress,
        List<QueuedTask> completed,
        List<QueuedTask> failed,
        List<HistoryLine> history,
        List<OpenBreaker> breakers,
        List<Spent> spent,
        Statistics statistics,
        List<String> notes)
        implements ForPeople {

    public AutoFixState {
        pending = List.copyOf(pending);
        inProgress = List.copyOf(inProgress);
        completed = List.copyOf(completed);
        failed = List.copyOf(failed);
        history = List.copyOf(history);
        breakers = List.copyOf(breakers);
        spent = List.copyOf(spent);
        notes = List.copyOf(notes);
    }

    /** On the wire in lower case. */
    public enum Status implements WireName {
        STARTING,
        WATCHING,
        PAUSED,
        DRAINING,
        /** Waits for the current step of tasks in progress. */
        STOPPING,
        /** Not watched; the queue is kept. */
        STOPPED
    }

    /**
     * @param type such as {@code file_change}, {@code task_completed} or {@code control}
     * @param task empty if it is about none
     * @param file empty if it is about none
     */
    public record HistoryLine(Instant at, String type, String task, String file, String text) {}

    /**
     * @param file empty for the whole project
     * @param until then one task is tried
     */
    public record OpenBreaker(String file, int failures, Instant until, boolean isTrying) {}

    /**
     * @param span {@code hour} or {@code day}
     * @param dollars null if no agent reported its cost
     */
    public record Spent(String span, @Nullable Double dollars, long tokens, double minutes, Allowance allowed) {}

    /** @param processed tasks that have ended since {@code since}, each once however often it was tried */
    public record Statistics(Instant since, long processed, long succeeded, long failed, long escalated) {
        /** In percent; 100 if none has ended. */
        public int successPercent() {
            return processed == 0 ? 100 : (int) Math.round(100.0 * succeeded / processed);
        }
    }
}
