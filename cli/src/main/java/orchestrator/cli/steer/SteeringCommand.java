package orchestrator.cli.steer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import orchestrator.cli.call.ApiClient;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.HelpOption;
import orchestrator.cli.input.JsonOption;
import orchestrator.cli.live.DisplayText;
import orchestrator.cli.output.CommandException;
import picocli.CommandLine.Mixin;

/** A command that changes a session and prints the outcome. */
public abstract class SteeringCommand implements Callable<Integer> {
    protected final CommandCaller caller;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Mixin
    protected final JsonOption json = new JsonOption();

    public SteeringCommand(CommandCaller caller) {
        this.caller = caller;
    }

    /** @param control as the path names it, such as {@code stop}, or {@code agents/claude/abort} */
    public static JsonNode ask(ApiClient api, String session, String control, ObjectNode body) {
        String path = "/api/v1/" + ApiClient.segment(session) + "/" + control;
        try {
            return api.post(path, body);
        } catch (CommandException refused) {
            return TypedCode.after(refused, code -> api.post(path, body.put("code", code)));
        }
    }

    public final void printOutcome(JsonNode answer, String words) {
        printOutcome(caller, json.wanted, answer, words);
    }

    /** @param words for people; a note of the API, such as a missing worker, is printed as well */
    public static void printOutcome(CommandCaller caller, boolean json, JsonNode answer, String words) {
        if (json) {
            JsonOption.print(caller.out(), answer);
            return;
        }
        caller.out().println(words);
        String note = DisplayText.clean(answer.path("note").asText(""));
        if (!note.isEmpty()) caller.err().println("  Note: " + note);
    }
}
