package orchestrator.api.live;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import orchestrator.event.AgentEvent;
import orchestrator.eventlog.EventLog;
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
        List<AgentEvent> events = log.read(query);
        long next = events.isEmpty()
                ? query.afterId()
                : events.get(events.size() - 1).id();
        boolean more = !events.isEmpty() && !log.read(onlyOne(query, next)).isEmpty();
        try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("events");
            for (AgentEvent event : events) {
                json.writeRawValue(new String(EventJson.json(event), StandardCharsets.UTF_8));
            }
            json.writeEndArray();
            json.writeNumberField("next", next);
            json.writeBooleanField("more", more);
            json.writeEndObject();
        }
    }

    private static EventQuery onlyOne(EventQuery query, long after) {
        return new EventQuery(query.session(), query.run(), query.types(), after, 1);
    }
}
