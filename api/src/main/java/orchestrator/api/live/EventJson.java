package orchestrator.api.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.ToolCall;
import orchestrator.json.Json;
import orchestrator.text.Text;

/** An event as clients get it: JSON with text and data cut at 64 KB each; {@code data.cut} then says so. */
final class EventJson {
    static final int PART_BYTES_MAX = 64 * 1024;

    private static final ObjectWriter WRITER = Json.MAPPER.writerFor(AgentEvent.class);

    private EventJson() {}

    static byte[] json(AgentEvent event) {
        byte[] whole = write(event);
        return whole.length <= PART_BYTES_MAX ? whole : write(cut(event));
    }

    /** The event name of a server-sent event; see openapi.yaml. */
    static String name(AgentEvent event) {
        if (event.type() == EventType.RECOVERY) return "recovery_event";
        if (event.type() == EventType.DECISION) return "decision_event";
        if (event.type() == EventType.REVIEW) return "review_event";
        return event.source().equals(AgentEvent.ORCHESTRATOR) ? "session_event" : "agent_event";
    }

    private static AgentEvent cut(AgentEvent event) {
        String text = Text.cut(event.text(), PART_BYTES_MAX);
        JsonNode data = smaller(event.data());
        boolean isCut = text.length() < event.text().length() || data != event.data();
        return isCut ? event.withText(text).withData(marked(data)) : event;
    }

    /** A tool call is shortened already and takes little room. */
    private static JsonNode smaller(JsonNode data) {
        if (fits(data)) return data;
        ObjectNode small = Json.MAPPER.createObjectNode();
        JsonNode call = data.path(ToolCall.FIELD);
        if (call.isObject() && fits(call)) small.set(ToolCall.FIELD, call);
        return small;
    }

    private static boolean fits(JsonNode data) {
        return Json.write(data).length() <= PART_BYTES_MAX;
    }

    private static JsonNode marked(JsonNode data) {
        ObjectNode object = data.isObject() ? data.deepCopy() : Json.MAPPER.createObjectNode();
        return object.put("cut", true);
    }

    private static byte[] write(AgentEvent event) {
        try {
            return WRITER.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("event " + event.id() + " has no JSON form", e);
        }
    }
}
