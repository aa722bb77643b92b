package orchestrator.eventlog;

import java.util.ArrayList;
import java.util.List;
import orchestrator.event.AgentEvent;

/** Reads on behind the last event it has seen, as every client does. */
final class Tail {
    private final EventLog log;
    private final String session;
    private final List<AgentEvent> seen = new ArrayList<>();
    private Cursor cursor = Cursor.START;

    Tail(EventLog log, String session) {
        this.log = log;
        this.session = session;
    }

    List<AgentEvent> toTheEnd() {
        while (true) {
            EventPage page = log.read(EventQuery.all(session, cursor, 100));
            if (page.isEmpty()) return List.copyOf(seen);
            seen.addAll(page.events());
            cursor = page.next();
        }
    }

    Cursor cursor() {
        return cursor;
    }
}
