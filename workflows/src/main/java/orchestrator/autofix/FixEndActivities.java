package orchestrator.autofix;

import io.temporal.activity.ActivityInterface;

/** How a task ends on its host. Both may be repeated safely. */
@ActivityInterface
public interface FixEndActivities {

    /**
     * Keeps Markdown as a file of the task, in which each line that is only an artifact's reference is replaced by the
     * text. Returns the reference of its artifact.
     */
    String keepLedger(Ledger ledger);

    /** Removes the task's checkouts, and without {@code keepsResult} its branches and its repository too. */
    void clear(ClearOrder order);

    record Ledger(String key, String markdown) {}

    record ClearOrder(String key, boolean keepsResult) {}
}
