package orchestrator.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import orchestrator.event.EventType;
import org.jspecify.annotations.Nullable;

/** An event before it has a place in the log; {@code at} is the agent's own time where it gives one. */
public record EventDraft(
        EventType type,
        String text,
        JsonNode data,
        @Nullable Instant at) {}
