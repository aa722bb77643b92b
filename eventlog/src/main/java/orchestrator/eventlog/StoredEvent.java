package orchestrator.eventlog;

import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.StreamId;

/** An event as the log keeps it. Who passes it on as it is decodes none of its texts, which is most of the work. */
public interface StoredEvent {

    /** The position right after this event. */
    Cursor cursor();

    StreamId stream();

    String agent();

    EventType type();

    /** In decimal digits, as the next three. */
    Utf8 id();

    Utf8 offset();

    Utf8 index();

    /** Microseconds since 1970. */
    Utf8 atMicros();

    Utf8 text();

    /** JSON that any client can use, in one line. */
    Utf8 data();

    AgentEvent event();
}
