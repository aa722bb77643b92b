package orchestrator.api.live;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import orchestrator.event.AgentEvent;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.EventPage;
import orchestrator.eventlog.EventQuery;
import orchestrator.json.Json;

/** Events as JSON, a page at a time. */
public final class EventPages {
    public static final int LIMIT_MAX = 1_000;

    private final EventLog log;

    public EventPages(EventLog log) {
        this.log = log;
    }

    /** Writes {@code {"events": […], "next": id, "more": bool}}. */
    public void write(EventQuery query, OutputStream out) throws IOException {
        EventPage page = log.read(query);
        boolean more = !page.isEmpty() && !log.read(onlyOne(query, page.next())).isEmpty();
        try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("events");
            for (AgentEvent event : page.events()) {
                json.writeRawValue(new String(EventJson.json(event), StandardCharsets.UTF_8));
            }
            json.writeEndArray();
            json.writeObjectField("next", CursorJson.of(page.next()));
            json.writeBooleanField("more", more);
            json.writeEndObject();
        }
    }

    private static EventQuery onlyOne(EventQuery query, Cursor after) {
        return new EventQuery(query.key(), query.run(), query.types(), after, 1);
    }
}
