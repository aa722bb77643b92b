package orchestrator.eventlog;

/**
 * Looks for events in either direction, through a limited number of them.
 *
 * @param key of the session; empty for all sessions
 * @param from forward: only events after this cursor; backward: only events before the one that it is right after
 * @param limit how many events at most
 * @param lookedAtMax how many events are looked at, whether they are wanted or not
 */
public record EventSearch(
        String key, EventFilter filter, Direction direction, Cursor from, int limit, int lookedAtMax) {
    /** In what direction the search goes from its cursor. */
    public enum Direction {
        FORWARD,
        BACKWARD
    }

    public EventSearch {
        if (limit < 1) throw new IllegalArgumentException("the limit must be at least 1, not " + limit);
        if (lookedAtMax < 1) throw new IllegalArgumentException("at least 1 event is looked at, not " + lookedAtMax);
    }

    public EventSearch from(Cursor cursor, int stillWanted) {
        return new EventSearch(key, filter, direction, cursor, stillWanted, lookedAtMax);
    }

    public boolean isBackward() {
        return direction == Direction.BACKWARD;
    }
}
