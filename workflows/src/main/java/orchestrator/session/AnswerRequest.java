package orchestrator.session;

import com.fasterxml.jackson.databind.JsonNode;
import orchestrator.signing.Incoming;

/**
 * What a person answers to an open item.
 *
 * @param item its id; may be empty where only one is open
 * @param choice one of those offered; may be empty where there is a text: then it is work to be done, never an approval
 * @param text handed on to the agents in their conversations; may be empty
 */
public record AnswerRequest(String item, String choice, String text, String by, String via) {
    public AnswerRequest {
        item = item == null ? "" : item.strip();
        choice = choice == null ? "" : choice.strip();
        text = text == null ? "" : text.strip();
        by = by == null ? "" : by;
        via = via == null ? "" : via;
    }

    /** Reads what was sent: an object of these fields, or the text alone. */
    public static AnswerRequest of(Incoming incoming, String way) {
        ControlRequest control = ControlRequest.of(incoming, way);
        JsonNode json = incoming.json();
        if (json.isTextual()) return new AnswerRequest("", "", json.asText(), control.by(), control.via());
        return new AnswerRequest(
                ControlRequest.text(json, "item"),
                ControlRequest.text(json, "choice"),
                ControlRequest.text(json, "text"),
                control.by(),
                control.via());
    }

    ControlRequest control() {
        return new ControlRequest(by, via, text);
    }
}
