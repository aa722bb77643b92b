package orchestrator.session;

import com.fasterxml.jackson.databind.JsonNode;
import orchestrator.signing.Incoming;

/**
 * Who asks for a control, by which way (cli, api, page, signal), and why; all may be empty.
 *
 * @param confirmed whether a person has typed the code that the API had shown; the API alone says so
 */
public record ControlRequest(String by, String via, String reason, boolean confirmed) implements Confirmable {

    public ControlRequest(String by, String via, String reason) {
        this(by, via, reason, false);
    }

    public ControlRequest {
        by = by == null ? "" : by;
        via = via == null ? "" : via;
        reason = reason == null ? "" : reason;
    }

    /**
     * Reads what was sent, which may be of any shape: {@code {by, via, reason}}, or the reason alone. Who has sent it is
     * believed only where it is signed.
     *
     * @param way by which it came
     */
    public static ControlRequest of(Incoming incoming, String way) {
        JsonNode json = incoming.json();
        String reason = json.isTextual() ? json.asText() : text(json, "reason");
        if (incoming.signature() == null) return new ControlRequest("", way + ", not signed", reason);
        String via = text(json, "via");
        return new ControlRequest(
                text(json, "by"),
                via.isEmpty() ? way : via,
                reason,
                json.path("confirmed").asBoolean(false));
    }

    /** For example {@code  by ann (cli): lunch}, with a leading blank; empty if nothing is known. */
    public String byline() {
        String who = by.isEmpty() ? "" : " by " + by;
        String how = via.isEmpty() ? "" : " (" + via + ")";
        return who + how + (reason.isEmpty() ? "" : ": " + reason);
    }

    /** What is no text is none. */
    static String text(JsonNode json, String field) {
        return json.path(field).isTextual() ? json.path(field).asText() : "";
    }
}
