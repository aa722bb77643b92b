package orchestrator.session;

import com.fasterxml.jackson.databind.JsonNode;
import orchestrator.signing.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * The user's answer to an open item.
 *
 * @param item id of the item; may be empty if only one is open
 * @param choice one of the offered choices; may be empty if there is a text, which then asks for work and never
 *     approves
 * @param text passed on to the agents in their conversations; may be empty
 * @param confirmed true if the user typed the code that the API showed; only the API sets it
 * @param plan the plan as the user has edited it, in the architect's form, which approves it; null if it stays as it is
 */
public record AnswerRequest(
        String item,
        String choice,
        String text,
        String by,
        String via,
        boolean confirmed,
        @Nullable JsonNode plan) implements Confirmable {

    public AnswerRequest(String item, String choice, String text, String by, String via, boolean confirmed) {
        this(item, choice, text, by, via, confirmed, null);
    }

    public AnswerRequest(String item, String choice, String text, String by, String via) {
        this(item, choice, text, by, via, false);
    }

    public AnswerRequest {
        item = item == null ? "" : item.strip();
        choice = choice == null ? "" : choice.strip();
        text = text == null ? "" : text.strip();
        by = by == null ? "" : by;
        via = via == null ? "" : via;
    }

    /** Reads an object of these fields, or the text alone. */
    public static AnswerRequest of(Incoming incoming, String way) {
        ControlRequest control = ControlRequest.of(incoming, way);
        JsonNode json = incoming.json();
        if (json.isTextual()) return new AnswerRequest("", "", json.asText(), control.by(), control.via());
        return new AnswerRequest(
                ControlRequest.text(json, "item"),
                ControlRequest.text(json, "choice"),
                ControlRequest.text(json, "text"),
                control.by(),
                control.via(),
                control.confirmed(),
                json.hasNonNull("plan") ? json.get("plan") : null);
    }

    /** True if it decides nothing. */
    public boolean isEmpty() {
        return choice.isEmpty() && text.isEmpty() && plan == null;
    }

    public ControlRequest control() {
        return new ControlRequest(by, via, text, confirmed);
    }
}
