package orchestrator.session;

import com.fasterxml.jackson.databind.JsonNode;
import orchestrator.signing.Incoming;

/**
 * The sender of a control, its way (cli, api, page, signal), and its reason; each may be empty.
 *
 * @param confirmed true if the user typed the code that the API showed; only the API sets it
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
     * Reads a control of any shape: {@code {by, via, reason}}, or the reason alone. The sender's name counts only if
     * the control is signed.
     *
     * @param way how it arrived
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

    /** A value that is not a text counts as empty. */
    static String text(JsonNode json, String field) {
        return json.path(field).isTextual() ? json.path(field).asText() : "";
    }
}
