package orchestrator.follow;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import orchestrator.event.StreamId;
import orchestrator.eventlog.Activity;

/**
 * Which streams this worker follows now, so that it can say every few seconds that it has looked at them. Two attempts may
 * follow one stream for a moment, such as after the machine has slept: it counts until the last of them leaves.
 */
public final class FollowedStreams {
    private final Map<StreamId, Integer> followers = new ConcurrentHashMap<>();

    public void add(StreamId stream) {
        followers.merge(stream, 1, Integer::sum);
    }

    public void remove(StreamId stream) {
        followers.computeIfPresent(stream, (same, count) -> count == 1 ? null : count - 1);
    }

    public List<StreamId> now() {
        return List.copyOf(followers.keySet());
    }

    public void tell(Activity activity) {
        List<StreamId> streams = now();
        if (!streams.isEmpty()) activity.touch(streams);
    }
}
