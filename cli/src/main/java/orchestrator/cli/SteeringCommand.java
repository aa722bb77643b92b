package orchestrator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import orchestrator.cli.call.Api;
import orchestrator.cli.live.Words;
import orchestrator.cli.say.Refusal;
import picocli.CommandLine.Mixin;

/** A command that asks a session to do something, and tells what came of it. */
abstract class SteeringCommand implements Callable<Integer> {
    final Caller caller;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Mixin
    final JsonOption json = new JsonOption();

    SteeringCommand(Caller caller) {
        this.caller = caller;
    }

    /** @param control as the path names it, such as {@code stop}, or {@code agents/claude/abort} */
    static JsonNode ask(Api api, String session, String control, ObjectNode body) {
        String path = "/api/v1/" + Api.segment(session) + "/" + control;
        try {
            return api.post(path, body);
        } catch (Refusal refused) {
            return TypedCode.after(refused, code -> api.post(path, body.put("code", code)));
        }
    }

    final void tell(JsonNode answer, String words) {
        tell(caller, json.wanted, answer, words);
    }

    /** @param words for people; what the API notes, such as that no worker answers, is told as well */
    static void tell(Caller caller, boolean json, JsonNode answer, String words) {
        if (json) {
            JsonOption.print(caller.out(), answer);
            return;
        }
        caller.out().println(words);
        String note = Words.clean(answer.path("note").asText(""));
        if (!note.isEmpty()) caller.err().println("  Note: " + note);
    }
}
