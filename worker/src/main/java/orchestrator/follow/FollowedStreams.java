package orchestrator.follow;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import orchestrator.event.StreamId;
import orchestrator.eventlog.Activity;

/**
 * The streams that this worker follows now; it records the check in the event log every few seconds. Two attempts may
 * follow one stream for a moment, for example after suspend, so a stream counts until the last one leaves.
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
