package orchestrator.autofix.queue;

import java.time.Instant;
import orchestrator.autofix.request.WatchRequest;
import org.jspecify.annotations.Nullable;

/**
 * Decides which waiting tasks may begin, and says why the others wait.
 *
 * @param limit of agents that is reached; null if they may start
 * @param hold why no task at all begins; null if some may
 */
public record StartRules(
        WatchRequest request,
        TaskQueue queue,
        Breakers breakers,
        @Nullable StartDelay limit,
        @Nullable StartDelay hold,
        Instant now) {

    /** Null if it may begin. */
    public @Nullable StartDelay why(QueueEntry task) {
        if (hold != null) return hold;
        for (QueueEntry other : queue.inProgress()) {
            if (!task.sharesFileWith(other)) continue;
            String what = other.needsYou() ? ", which needs you" : " to end";
            return new StartDelay("It waits for " + other.id() + what + "; both are about the same files.", null);
        }
        if (limit != null && !task.reportsOnly()) return limit;
        if (!task.isForced()) {
            StartDelay broken = breakers.why(task.paths(), now).orElse(null);
            if (broken != null) return broken;
        }
        int busy = queue.busy().size();
        if (busy < request.parallel()) return null;
        return new StartDelay(
                "It waits for a place: " + busy + " of " + request.parallel() + " tasks are in progress.", null);
    }
}
