package orchestrator.api.live;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.EventQuery;
import orchestrator.eventlog.StoredEvent;
import orchestrator.json.Json;

/** Events as JSON, a page at a time. */
public final class EventPages {
    public static final int LIMIT_MAX = 1_000;

    private static final byte[] EVENTS = utf8("{\"events\":[");
    private static final byte[] COMMA = utf8(",");
    private static final byte[] NEXT = utf8("],\"next\":");
    private static final byte[] MORE = utf8(",\"more\":");
    private static final byte[] END = utf8("}");

    private final EventLog log;

    public EventPages(EventLog log) {
        this.log = log;
    }

    /** Writes {@code {"events": […], "next": id, "more": bool}}. */
    public void write(EventQuery query, OutputStream out) throws IOException {
        List<StoredEvent> events = log.stored(query);
        Cursor next =
                events.isEmpty() ? query.after() : events.get(events.size() - 1).cursor();
        boolean more = !events.isEmpty() && !log.stored(onlyOne(query, next)).isEmpty();
        JsonBytes json = new JsonBytes();
        byte[] before = EVENTS;
        for (StoredEvent event : events) {
            EventJson.write(event, json.raw(before));
            out.write(json.take());
            before = COMMA;
        }
        if (events.isEmpty()) json.raw(EVENTS);
        json.raw(NEXT).json(Json.write(CursorJson.of(next))).raw(MORE).json(Boolean.toString(more));
        out.write(json.raw(END).take());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static EventQuery onlyOne(EventQuery query, Cursor after) {
        return new EventQuery(query.key(), query.run(), query.types(), after, 1);
    }
}
