package orchestrator.session;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Which agent is to be ended, by its name or the name of its run, and who asks for it; see {@link ControlRequest}. */
public record AbortRequest(String agent, String by, String via, String reason, boolean confirmed)
        implements Confirmable {

    public AbortRequest(String agent, String by, String via, String reason) {
        this(agent, by, via, reason, false);
    }

    public AbortRequest {
        agent = agent == null ? "" : agent.strip();
        by = by == null ? "" : by;
        via = via == null ? "" : via;
        reason = reason == null ? "" : reason;
    }

    /** Reads a signal's argument: an object with {@code agent}, or the agent's name alone. */
    static AbortRequest fromSignal(@Nullable JsonNode json) {
        ControlRequest control = ControlRequest.fromSignal(json);
        String agent = json == null
                ? ""
                : json.isTextual() ? json.asText() : json.path("agent").asText("");
        return new AbortRequest(agent, control.by(), control.via(), control.reason());
    }

    ControlRequest control() {
        return new ControlRequest(by, via, reason, confirmed);
    }
}
