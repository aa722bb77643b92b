package orchestrator.api.live;

import java.util.List;
import java.util.Optional;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.EventPage;
import orchestrator.eventlog.EventQuery;

/** What a feed shows: the events of one session, or of all. */
public interface EventSource {

    EventPage after(Cursor cursor, int limit);

    /** Whether no more can come; asked once a second at most. */
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

    /** One session, whose key may become known later than its feed is wanted. */
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

    /** What a feed must know of its session. */
    interface Fate {
        Optional<String> key();

        boolean isOver();
    }
}
