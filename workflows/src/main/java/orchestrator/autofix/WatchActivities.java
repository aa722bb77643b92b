package orchestrator.autofix;

import io.temporal.activity.ActivityInterface;
import java.util.List;

/** Watches the files of a project on the host on which they lie. Both may be repeated safely. */
@ActivityInterface
public interface WatchActivities {

    /**
     * Waits for the next change that is not yet acknowledged, and heartbeats meanwhile. Files are compared by content;
     * an unacknowledged batch is returned again, by any later call too.
     */
    Batch watch(WatchOrder order);

    /** Stops watching; what changes meanwhile is found by comparison when it is watched again. */
    void release(String project);

    /**
     * @param acknowledged number of the last batch that the queue has taken; 0 for none
     * @param wholeWait false if it returns an empty batch instead of waiting for a change
     */
    record WatchOrder(
            String project,
            String target,
            List<String> paths,
            long debounceMillis,
            long acknowledged,
            boolean wholeWait) {
        public WatchOrder {
            paths = List.copyOf(paths);
        }
    }

    /**
     * Everything that changed until it was quiet.
     *
     * @param number counts up from 1 over the life of the project's directory of known files
     * @param changes the first 500, by path
     * @param total how many files changed
     * @param isFirst true if nothing was known of the project before, so that nothing counts as changed
     * @param note for the user, such as files that are not watched; mostly empty
     */
    record Batch(long number, List<FileChange> changes, int total, boolean isFirst, String note) {
        public Batch {
            changes = List.copyOf(changes);
        }

        /** Nothing has changed. */
        public static Batch nothing(long acknowledged) {
            return new Batch(acknowledged, List.of(), 0, false, "");
        }
    }
}
