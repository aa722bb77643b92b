package orchestrator.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing an agent did or said, or the orchestrator did about it, in the order in which it was printed.
 *
 * @param id 0 until it is in the event log; then unique and rising over all sessions of the log
 * @param session the session's key (its directory and its name in the event log)
 * @param run the run within the session, such as {@code claude-1}; empty for the session itself
 * @param launch counted from 1; 0 where no launch is meant
 * @param source {@link #STDOUT}, {@link #GUARD} or {@link #ORCHESTRATOR}
 * @param offset byte offset of the line in the agent's output; for the orchestrator a running number
 * @param index counts the events of one line
 */
public record AgentEvent(
        long id,
        String session,
        String run,
        int launch,
        String source,
        long offset,
        int index,
        Instant at,
        String agent,
        EventType type,
        String text,
        JsonNode data) {

    public static final String STDOUT = "stdout";
    public static final String GUARD = "guard";
    public static final String ORCHESTRATOR = "orchestrator";

    public AgentEvent {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(agent, "agent");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(text, "text");
        data = data == null ? JsonNodeFactory.instance.objectNode() : data;
    }

    /** A new event at the beginning of its stream, without data. */
    public static AgentEvent of(StreamId stream, Instant at, EventType type, String text) {
        return new AgentEvent(
                0,
                stream.session(),
                stream.run(),
                stream.launch(),
                stream.source(),
                0,
                0,
                at,
                stream.agent(),
                type,
                text,
                JsonNodeFactory.instance.objectNode());
    }

    public AgentEvent withId(long newId) {
        return new AgentEvent(newId, session, run, launch, source, offset, index, at, agent, type, text, data);
    }

    /** The log keeps the first event that it gets for each place in a stream. */
    public AgentEvent withPlace(long newOffset, int newIndex) {
        return new AgentEvent(id, session, run, launch, source, newOffset, newIndex, at, agent, type, text, data);
    }

    public AgentEvent withText(String newText) {
        return new AgentEvent(id, session, run, launch, source, offset, index, at, agent, type, newText, data);
    }

    public AgentEvent withData(JsonNode newData) {
        return new AgentEvent(id, session, run, launch, source, offset, index, at, agent, type, text, newData);
    }

    /** The tool call that this event is about, if it is a call or the refusal of one. */
    public Optional<ToolCall> toolCall() {
        boolean isAboutOne = type == EventType.TOOL_CALL || type == EventType.PERMISSION_BLOCKER;
        return isAboutOne ? ToolCall.in(data) : Optional.empty();
    }

    public StreamId stream() {
        return new StreamId(session, run, launch, source, agent);
    }
}
