package orchestrator.eventlog;

import java.util.Set;
import orchestrator.event.EventType;

/**
 * Selects events to read.
 *
 * @param key of the session; empty for all sessions, with {@code run} empty too
 * @param run empty for all
 * @param types empty for all
 */
public record EventQuery(String key, String run, Set<EventType> types, Cursor after, int limit) {
    public EventQuery {
        if (limit < 1) throw new IllegalArgumentException("the limit must be at least 1, not " + limit);
        types = Set.copyOf(types);
    }

    public static EventQuery all(String key, Cursor after, int limit) {
        return new EventQuery(key, "", Set.of(), after, limit);
    }

    public EventQuery from(Cursor cursor) {
        return new EventQuery(key, run, types, cursor, limit);
    }
}
