package orchestrator.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import orchestrator.event.EventType;
import org.jspecify.annotations.Nullable;

/** An event that has no position in the log yet. {@code at} is the agent's own time, null if it prints none. */
public record EventDraft(
        EventType type,
        String text,
        JsonNode data,
        @Nullable Instant at) {}
