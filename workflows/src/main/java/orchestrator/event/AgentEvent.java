package orchestrator.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import orchestrator.identity.LaunchId;

/**
 * One thing that an agent did or said, or that the orchestrator did about it.
 *
 * @param id 0 until the event is in the log; then unique and rising over all sessions of the log
 * @param key the session's key, which names its directory and its events; its JSON calls it {@code session}
 * @param run the run within the session, such as {@code claude-1}; empty for the session itself
 * @param launch counted from 1; 0 for an event of no launch
 * @param source {@link #STDOUT}, {@link #GUARD}, {@link #ORCHESTRATOR}, or the part of the orchestrator that wrote it
 * @param offset byte offset of the line in the agent's output; for the orchestrator a running number
 * @param index counts the events of one line
 */
public record AgentEvent(
        long id,
        @JsonProperty("session") String key,
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
    /** What became of a session's result after its end. */
    public static final String SETTLEMENT = "settlement";

    public AgentEvent {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(agent, "agent");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(text, "text");
        data = data == null ? JsonNodeFactory.instance.objectNode() : data;
    }

    /** A new event without data, at place 0 of its stream. */
    public static AgentEvent of(StreamId stream, Instant at, EventType type, String text) {
        return new AgentEvent(
                0,
                stream.launch().key(),
                stream.launch().run(),
                stream.launch().launch(),
                stream.source(),
                0,
                0,
                at,
                stream.launch().agent(),
                type,
                text,
                JsonNodeFactory.instance.objectNode());
    }

    public AgentEvent withId(long newId) {
        return new AgentEvent(newId, key, run, launch, source, offset, index, at, agent, type, text, data);
    }

    /** For each place in a stream, the log keeps the first event that it gets. */
    public AgentEvent withPlace(long newOffset, int newIndex) {
        return new AgentEvent(id, key, run, launch, source, newOffset, newIndex, at, agent, type, text, data);
    }

    /** Only an event of a session as a whole names an agent that its stream does not. */
    public AgentEvent withAgent(String newAgent) {
        return new AgentEvent(id, key, run, launch, source, offset, index, at, newAgent, type, text, data);
    }

    public AgentEvent withText(String newText) {
        return new AgentEvent(id, key, run, launch, source, offset, index, at, agent, type, newText, data);
    }

    public AgentEvent withData(JsonNode newData) {
        return new AgentEvent(id, key, run, launch, source, offset, index, at, agent, type, text, newData);
    }

    /** The tool call that this event is about, if it is a call or the refusal of one. */
    public Optional<ToolCall> toolCall() {
        boolean isAboutOne = type == EventType.TOOL_CALL || type == EventType.PERMISSION_BLOCKER;
        return isAboutOne ? ToolCall.in(data) : Optional.empty();
    }

    public StreamId stream() {
        return new StreamId(new LaunchId(key, run, launch), source);
    }
}
