package orchestrator.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import orchestrator.run.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a launch's stream from line to line; kept in the event log beside the offset, so that a new
 * worker goes on where the old one was.
 *
 * @param conversation the id to resume, from the newest event that told one
 * @param end the final event, if it has come
 * @param tools calls without a result so far: id to name
 * @param pending text that came in pieces and is not a whole message yet
 */
public record Transcript(
        @Nullable String conversation,
        @Nullable Final end,
        Usage usage,
        String lastTool,
        Map<String, String> tools,
        String pending,
        String lastMessage,
        long lines,
        long malformed) {

    public static final Transcript EMPTY = new Transcript(null, null, Usage.NONE, "", Map.of(), "", "", 0, 0);

    public Transcript {
        tools = tools == null ? Map.of() : Map.copyOf(tools);
    }

    /**
     * @param answer the agent's last word, whole
     * @param structured the answer by schema, where one was asked for and came
     * @param retryable whether another launch could help where it is not good
     */
    public record Final(
            boolean good, String answer, @Nullable JsonNode structured, String problem, boolean retryable) {}
}
