package orchestrator.worker;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.StreamId;

/** Which streams this worker follows now, so that it can say every few seconds that it has looked at them. */
final class LookedAt {
    private final Set<StreamId> streams = ConcurrentHashMap.newKeySet();

    void add(StreamId stream) {
        streams.add(stream);
    }

    void remove(StreamId stream) {
        streams.remove(stream);
    }

    List<StreamId> now() {
        return List.copyOf(streams);
    }

    void tell(EventLog log) {
        if (!streams.isEmpty()) log.touch(now());
    }
}
