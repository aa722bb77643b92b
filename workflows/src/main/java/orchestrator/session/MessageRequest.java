package orchestrator.session;

import com.fasterxml.jackson.databind.JsonNode;
import orchestrator.json.Json;
import orchestrator.session.request.UserMessage;
import orchestrator.signing.Incoming;

/** The user's message to an agent, with its sender and its way. */
public record MessageRequest(UserMessage message, String by, String via) {

    public MessageRequest {
        by = by == null ? "" : by;
        via = via == null ? "" : via;
    }

    /** Reads an object with the message's fields beside {@code by} and {@code via}, or the text alone. */
    public static MessageRequest of(Incoming incoming, String way) {
        ControlRequest control = ControlRequest.of(incoming, way);
        return new MessageRequest(message(incoming.json()), control.by(), control.via());
    }

    /** What cannot be read counts as an empty message, which is refused. */
    private static UserMessage message(JsonNode json) {
        JsonNode fields = json.isTextual() ? Json.MAPPER.createObjectNode().set("text", json) : json.path("message");
        try {
            UserMessage read = Json.convert(fields, UserMessage.class);
            return read == null ? new UserMessage("", "", null, false) : read;
        } catch (IllegalArgumentException e) {
            return new UserMessage("", "", null, false);
        }
    }

    public ControlRequest control() {
        return new ControlRequest(by, via, "");
    }
}
