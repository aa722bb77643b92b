package orchestrator.session;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

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

    /** Reads a signal's argument, which may be missing or of any shape. */
    static ControlRequest fromSignal(@Nullable JsonNode json) {
        if (json == null || !json.isObject()) return new ControlRequest("", "signal", "");
        String via = json.path("via").asText("");
        return new ControlRequest(
                json.path("by").asText(""),
                via.isEmpty() ? "signal" : via,
                json.path("reason").asText(""));
    }
}
