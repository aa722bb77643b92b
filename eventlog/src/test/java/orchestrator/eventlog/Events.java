package orchestrator.eventlog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;

/** Streams and events to test with. */
final class Events {
    static final StreamId CLAUDE = stream("s1", "claude-1", "claude");
    static final Instant AT = Instant.parse("2026-03-04T05:06:07.123456Z");

    private Events() {}

    static StreamId stream(String session, String run, String agent) {
        return new StreamId(session, run, 1, AgentEvent.STDOUT, agent);
    }

    static AgentEvent event(StreamId stream, long offset, int index, EventType type, String text, JsonNode data) {
        return new AgentEvent(
                0,
                stream.session(),
                stream.run(),
                stream.launch(),
                stream.source(),
                offset,
                index,
                AT,
                stream.agent(),
                type,
                text,
                data);
    }

    static AgentEvent event(StreamId stream, long offset, EventType type) {
        return event(stream, offset, 0, type, type + " at " + offset, JsonNodeFactory.instance.objectNode());
    }

    static AgentEvent message(StreamId stream, long offset, String text) {
        return event(stream, offset, 0, EventType.MESSAGE, text, JsonNodeFactory.instance.objectNode());
    }

    static AgentEvent malformed(StreamId stream, long offset) {
        return event(
                stream,
                offset,
                0,
                EventType.ERROR,
                "not JSON",
                JsonNodeFactory.instance.objectNode().put("malformed", true));
    }

    /** One message for each offset from (included) to (excluded). */
    static List<AgentEvent> messages(StreamId stream, long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(offset -> message(stream, offset, "line " + offset))
                .toList();
    }

    static Position at(long offset) {
        return new Position(offset, "{}", Position.Live.NOTHING);
    }

    static List<Long> range(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    static List<Long> offsets(List<AgentEvent> events) {
        return events.stream().map(AgentEvent::offset).toList();
    }

    static List<Long> ids(List<AgentEvent> events) {
        return events.stream().map(AgentEvent::id).toList();
    }

    /** All events of the session, page by page. */
    static List<AgentEvent> all(EventLog log, String session) {
        return new Tail(log, session).toTheEnd();
    }
}
