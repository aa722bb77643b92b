package orchestrator.eventlog;

import java.util.ArrayList;
import java.util.List;
import orchestrator.event.AgentEvent;

/** Reads on from the last id it has seen, as every client does. */
final class Tail {
    private final EventLog log;
    private final String session;
    private final List<AgentEvent> seen = new ArrayList<>();

    Tail(EventLog log, String session) {
        this.log = log;
        this.session = session;
    }

    List<AgentEvent> toTheEnd() {
        while (true) {
            List<AgentEvent> page = log.read(EventQuery.all(session, lastId(), 100));
            if (page.isEmpty()) return List.copyOf(seen);
            seen.addAll(page);
        }
    }

    long lastId() {
        return seen.isEmpty() ? 0 : seen.get(seen.size() - 1).id();
    }
}
