package orchestrator.api.live;

import java.util.List;
import java.util.Optional;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.EventPage;
import orchestrator.eventlog.EventQuery;

/** The events of a feed: of one session, or of all. */
public interface EventSource {

    EventPage after(Cursor cursor, int limit);

    /** True if no more events can come; asked once a second at most. */
    boolean isOver();

    /** All sessions, without an end. */
    static EventSource all(EventLog log) {
        return new EventSource() {
            @Override
            public EventPage after(Cursor cursor, int limit) {
                return log.read(EventQuery.all("", cursor, limit));
            }

            @Override
            public boolean isOver() {
                return false;
            }
        };
    }

    /** One session, whose key may not be known yet. */
    static EventSource session(EventLog log, Fate fate) {
        return new EventSource() {
            @Override
            public EventPage after(Cursor cursor, int limit) {
                return fate.key()
                        .map(key -> log.read(EventQuery.all(key, cursor, limit)))
                        .orElseGet(() -> EventPage.of(List.of(), cursor));
            }

            @Override
            public boolean isOver() {
                return fate.isOver();
            }
        };
    }

    /** Key and end of a session, as a feed needs them. */
    interface Fate {
        Optional<String> key();

        boolean isOver();
    }
}
