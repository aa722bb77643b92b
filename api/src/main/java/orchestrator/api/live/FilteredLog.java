package orchestrator.api.live;

import java.util.List;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventFilter;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.EventQuery;
import orchestrator.eventlog.EventSearch;
import orchestrator.eventlog.EventSearch.Direction;
import orchestrator.eventlog.FoundEvents;
import orchestrator.eventlog.StoredEvent;

/** The event log as the clients of one topic see it: only what their filter lets through. */
final class FilteredLog {
    /** So many at a time, because others wait meanwhile. */
    private static final int LOOKED_AT_MAX = 20_000;

    private final EventLog log;
    private final EventFilter filter;

    FilteredLog(EventLog log, EventFilter filter) {
        this.log = log;
        this.filter = filter;
    }

    /** Some of the next events; perhaps none, although there are more after what it has reached. */
    FoundEvents after(String key, Cursor cursor, int limit) {
        if (filter.isNone()) return unfiltered(key, cursor, limit);
        EventSearch search = new EventSearch(key, filter, Direction.FORWARD, cursor, limit, LOOKED_AT_MAX);
        return log.find(search);
    }

    private FoundEvents unfiltered(String key, Cursor cursor, int limit) {
        List<StoredEvent> events = log.stored(EventQuery.all(key, cursor, limit));
        Cursor reached =
                events.isEmpty() ? cursor : events.get(events.size() - 1).cursor();
        return new FoundEvents(events, events.size(), reached, events.isEmpty());
    }

    Cursor newest() {
        return log.newest();
    }

    int compare(Cursor one, Cursor other) {
        if (log.isBehind(one, other)) return 1;
        return log.isBehind(other, one) ? -1 : 0;
    }
}
