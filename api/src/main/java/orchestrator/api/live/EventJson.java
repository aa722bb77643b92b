package orchestrator.api.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.StreamId;
import orchestrator.event.ToolCall;
import orchestrator.eventlog.StoredEvent;
import orchestrator.identity.LaunchId;
import orchestrator.json.Json;
import orchestrator.json.WrittenObject;
import orchestrator.text.Text;
import org.jspecify.annotations.Nullable;

/** An event as clients get it: JSON with text and data cut at 64 KB each; {@code data.cut} then says so. */
final class EventJson {
    static final int PART_BYTES_MAX = 64 * 1024;

    private static final byte[] ID = field("{", "id");
    private static final byte[] SESSION = field(",", "session");
    private static final byte[] RUN = field(",", "run");
    private static final byte[] LAUNCH = field(",", "launch");
    private static final byte[] SOURCE = field(",", "source");
    private static final byte[] OFFSET = field(",", "offset");
    private static final byte[] INDEX = field(",", "index");
    private static final byte[] AT = field(",", "at");
    private static final byte[] AGENT = field(",", "agent");
    private static final byte[] TYPE = field(",", "type");
    private static final byte[] TEXT = field(",", "text");
    private static final byte[] DATA = field(",", "data");
    private static final byte[] END = {'}'};
    private static final byte[][] TYPES = types();

    /** Where the last event came from; those in a row mostly come from the same agent. */
    private static volatile @Nullable Origin last;

    /** @param stream everything between an event's id and its offset */
    private record Origin(StreamId id, String name, byte[] stream, byte[] agent) {}

    private EventJson() {}

    static byte[] json(AgentEvent event) {
        JsonBytes bytes = new JsonBytes();
        write(event, bytes);
        return bytes.take();
    }

    static void write(AgentEvent event, JsonBytes to) {
        int begin = to.length();
        whole(event, to);
        if (to.length() - begin <= PART_BYTES_MAX) return;
        to.cutTo(begin);
        whole(cut(event), to);
    }

    static void write(StoredEvent event, JsonBytes to) {
        int begin = to.length();
        whole(event, to);
        if (to.length() - begin <= PART_BYTES_MAX) return;
        to.cutTo(begin);
        whole(cut(event.event()), to);
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
    private static void whole(AgentEvent event, JsonBytes to) {
        to.raw(ID).number(event.id());
        to.raw(SESSION).string(event.key());
        to.raw(RUN).string(event.run());
        to.raw(LAUNCH).number(event.launch());
        to.raw(SOURCE).string(event.source());
        to.raw(OFFSET).number(event.offset());
        to.raw(INDEX).number(event.index());
        to.raw(AT).string(EventTime.text(event.at()));
        to.raw(AGENT).string(event.agent());
        to.raw(TYPE).string(event.type().wire());
        to.raw(TEXT).string(event.text());
        to.raw(DATA).json(event.data() instanceof WrittenObject written ? written.json() : Json.write(event.data()));
        to.raw(END);
    }

    /** The same without decoding: what the log keeps goes over the wire as it is. */
    private static void whole(StoredEvent event, JsonBytes to) {
        Origin origin = origin(event.stream(), event.agent());
        to.raw(ID).raw(event.id()).raw(origin.stream()).raw(event.offset());
        to.raw(INDEX).raw(event.index());
        EventTime.write(event.atMicros(), to.raw(AT));
        to.raw(origin.agent());
        to.raw(TYPES[event.type().ordinal()]).string(event.text());
        to.raw(DATA).raw(event.data());
        to.raw(END);
    }

    private static Origin origin(StreamId stream, String agent) {
        Origin known = last;
        // Events that were read together share these objects; to compare their texts for each would take longer.
        if (known != null && known.id() == stream && known.name() == agent) return known;
        LaunchId launch = stream.launch();
        JsonBytes json = new JsonBytes();
        json.raw(SESSION).string(launch.key());
        json.raw(RUN).string(launch.run());
        json.raw(LAUNCH).number(launch.launch());
        byte[] ofStream = json.raw(SOURCE).string(stream.source()).raw(OFFSET).take();
        known = new Origin(
                stream, agent, ofStream, json.raw(AGENT).string(agent).take());
        last = known;
        return known;
    }

    private static byte[][] types() {
        byte[][] types = new byte[EventType.values().length][];
        for (EventType type : EventType.values()) {
            types[type.ordinal()] =
                    new JsonBytes().raw(TYPE).string(type.wire()).raw(TEXT).take();
        }
        return types;
    }

    private static byte[] field(String before, String name) {
        return (before + '"' + name + "\":").getBytes(StandardCharsets.UTF_8);
    }
}
