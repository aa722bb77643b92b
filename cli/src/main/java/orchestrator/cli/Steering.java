package orchestrator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import orchestrator.cli.call.Api;
import orchestrator.cli.live.Words;

/** Asks a session to do something, and tells what came of it. */
final class Steering {
    private final Caller caller;
    private final Api api;
    private final boolean json;

    Steering(Caller caller, Api api, boolean json) {
        this.caller = caller;
        this.api = api;
        this.json = json;
    }

    /** @param control as the path names it, such as {@code stop}, or {@code agents/claude/abort} */
    JsonNode ask(String session, String control, SteerOptions options) {
        return api.post("/api/v1/" + Api.segment(session) + "/" + control, options.body());
    }

    /** @param words for people; what the API notes, such as that no worker answers, is told as well */
    void tell(JsonNode answer, String words) {
        if (json) {
            JsonOption.print(caller.out(), answer);
            return;
        }
        caller.out().println(words);
        String note = Words.clean(answer.path("note").asText(""));
        if (!note.isEmpty()) caller.err().println("  Note: " + note);
    }
}
