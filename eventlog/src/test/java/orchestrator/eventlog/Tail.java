package orchestrator.eventlog;

import java.util.ArrayList;
import java.util.List;
import orchestrator.event.AgentEvent;

/** Continues to read after the last event it has seen, as every client does. */
final class Tail {
    private final EventLog log;
    private final String key;
    private final List<AgentEvent> seen = new ArrayList<>();
    private Cursor cursor = Cursor.START;

    Tail(EventLog log, String key) {
        this.log = log;
        this.key = key;
    }

    List<AgentEvent> toTheEnd() {
        while (true) {
            EventPage page = log.read(EventQuery.all(key, cursor, 100));
            if (page.isEmpty()) return List.copyOf(seen);
            seen.addAll(page.events());
            cursor = page.next();
        }
    }

    Cursor cursor() {
        return cursor;
    }
}
