package orchestrator.eventlog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.StreamId;
import orchestrator.identity.LaunchId;

/** Streams and events to test with. */
public final class Events {
    public static final StreamId CLAUDE = stream("s1", "claude-1");
    public static final Instant AT = Instant.parse("2026-03-04T05:06:07.123456Z");

    private Events() {}

    public static StreamId stream(String key, String run) {
        return new StreamId(new LaunchId(key, run, 1), AgentEvent.STDOUT);
    }

    public static AgentEvent event(
            StreamId stream, long offset, int index, EventType type, String text, JsonNode data) {
        return AgentEvent.of(stream, AT, type, text).withPlace(offset, index).withData(data);
    }

    public static AgentEvent event(StreamId stream, long offset, EventType type) {
        return event(stream, offset, 0, type, type + " at " + offset, JsonNodeFactory.instance.objectNode());
    }

    public static AgentEvent message(StreamId stream, long offset, String text) {
        return event(stream, offset, 0, EventType.MESSAGE, text, JsonNodeFactory.instance.objectNode());
    }

    public static AgentEvent malformed(StreamId stream, long offset) {
        return event(
                stream,
                offset,
                0,
                EventType.ERROR,
                "not JSON",
                JsonNodeFactory.instance.objectNode().put("malformed", true));
    }

    /** One message for each offset from (included) to (excluded). */
    public static List<AgentEvent> messages(StreamId stream, long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(offset -> message(stream, offset, "line " + offset))
                .toList();
    }

    public static Position at(long offset) {
        return new Position(offset, "{}", Position.Live.NOTHING);
    }

    public static List<Long> range(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    public static List<Long> offsets(List<AgentEvent> events) {
        return events.stream().map(AgentEvent::offset).toList();
    }

    public static List<Long> ids(List<AgentEvent> events) {
        return events.stream().map(AgentEvent::id).toList();
    }

    /** All events of the session, page by page. */
    public static List<AgentEvent> all(EventLog log, String key) {
        return new Tail(log, key).toTheEnd();
    }
}
