package orchestrator.watch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.watch.tree.FileStamp;
import org.jspecify.annotations.Nullable;

/** Files that may have changed, until it is quiet. Times are milliseconds of the clock that never jumps. */
final class Touched {
    private final Map<String, Touch> touches = new HashMap<>();

    /**
     * @param stamp when it was last looked at; null if it was not
     * @param isChecked true if it is known that git does not ignore it
     */
    private record Touch(long first, long last, @Nullable FileStamp stamp, boolean isChecked) {}

    void add(String path, long at) {
        Touch before = touches.get(path);
        Touch now = before == null
                ? new Touch(at, at, null, false)
                : new Touch(before.first(), Math.max(at, before.last()), null, before.isChecked());
        touches.put(path, now);
    }

    /** Found by looking. If it looks as it did, it was not touched again. */
    void addSeen(String path, long at, Optional<FileStamp> stamp) {
        Touch before = touches.get(path);
        if (before != null && stamp.isPresent() && stamp.get().equals(before.stamp())) return;
        if (before != null && stamp.isEmpty() && before.stamp() == null) return;
        add(path, at);
        Touch added = touches.get(path);
        touches.put(path, new Touch(added.first(), added.last(), stamp.orElse(null), added.isChecked()));
    }

    /** When it will have been quiet for this long, or when the first of them has waited long enough. */
    long dueAt(long quietMillis, long waitMillisMax) {
        long last = Long.MIN_VALUE;
        long first = Long.MAX_VALUE;
        for (Touch touch : touches.values()) {
            last = Math.max(last, touch.last());
            first = Math.min(first, touch.first());
        }
        return Math.min(last + quietMillis, first + waitMillisMax);
    }

    List<String> unchecked() {
        List<String> unchecked = new ArrayList<>();
        touches.forEach((path, touch) -> {
            if (!touch.isChecked()) unchecked.add(path);
        });
        return unchecked;
    }

    void check(String path) {
        touches.computeIfPresent(path, (same, touch) -> new Touch(touch.first(), touch.last(), touch.stamp(), true));
    }

    void removeAll(Collection<String> paths) {
        // Not removeAll of the keys, which would search a long list for each of them.
        paths.forEach(touches::remove);
    }

    List<String> paths() {
        return touches.keySet().stream().sorted().toList();
    }

    boolean isEmpty() {
        return touches.isEmpty();
    }

    int size() {
        return touches.size();
    }

    void clear() {
        touches.clear();
    }
}
