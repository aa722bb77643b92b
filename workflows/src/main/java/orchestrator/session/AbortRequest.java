package orchestrator.session;

import com.fasterxml.jackson.databind.JsonNode;
import orchestrator.signing.Incoming;

/** Asks to end an agent, named by itself or by its run; see {@link ControlRequest} for the other fields. */
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

    /** Reads an object with {@code agent}, or the agent's name alone. */
    public static AbortRequest of(Incoming incoming, String way) {
        ControlRequest control = ControlRequest.of(incoming, way);
        JsonNode json = incoming.json();
        return json.isTextual()
                ? new AbortRequest(json.asText(), control.by(), control.via(), "", control.confirmed())
                : new AbortRequest(
                        ControlRequest.text(json, "agent"),
                        control.by(),
                        control.via(),
                        control.reason(),
                        control.confirmed());
    }

    public ControlRequest control() {
        return new ControlRequest(by, via, reason, confirmed);
    }
}
