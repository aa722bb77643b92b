package orchestrator.eventlog;

import java.util.Set;
import orchestrator.event.EventType;

/**
 * Selects events to read.
 *
 * @param session a session's key; empty for all sessions, with {@code run} empty too
 * @param run empty for all
 * @param types empty for all
 */
public record EventQuery(String session, String run, Set<EventType> types, Cursor after, int limit) {
    public EventQuery {
        if (limit < 1) throw new IllegalArgumentException("the limit must be at least 1, not " + limit);
        types = Set.copyOf(types);
    }

    public static EventQuery all(String session, Cursor after, int limit) {
        return new EventQuery(session, "", Set.of(), after, limit);
    }

    public EventQuery from(Cursor cursor) {
        return new EventQuery(session, run, types, cursor, limit);
    }
}
