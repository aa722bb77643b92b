package orchestrator.api.live;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.ToolCall;
import orchestrator.json.Json;
import orchestrator.json.WrittenObject;
import orchestrator.text.Text;

/** An event as clients get it: JSON with text and data cut at 64 KB each; {@code data.cut} then says so. */
final class EventJson {
    static final int PART_BYTES_MAX = 64 * 1024;

    private static final int BYTES_USUAL = 1_024;

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

    /** Field by field, in the order of the record, because a flood of events would spend most time on looking for them. */
    private static byte[] write(AgentEvent event) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(BYTES_USUAL)) {
            try (JsonGenerator json = Json.MAPPER.createGenerator(bytes)) {
                json.writeStartObject();
                json.writeNumberField("id", event.id());
                json.writeStringField("session", event.key());
                json.writeStringField("run", event.run());
                json.writeNumberField("launch", event.launch());
                json.writeStringField("source", event.source());
                json.writeNumberField("offset", event.offset());
                json.writeNumberField("index", event.index());
                json.writeStringField("at", EventTime.text(event.at()));
                json.writeStringField("agent", event.agent());
                json.writeStringField("type", event.type().wire());
                json.writeStringField("text", event.text());
                json.writeFieldName("data");
                if (event.data() instanceof WrittenObject written) json.writeRawValue(written.json());
                else json.writeTree(event.data());
                json.writeEndObject();
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("event " + event.id() + " has no JSON form", e);
        }
    }
}
