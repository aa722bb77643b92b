package orchestrator.cli.steer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import orchestrator.cli.call.ApiClient;
import orchestrator.cli.connect.ApiAccess;
import orchestrator.cli.connect.SessionChoice;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.output.CommandException;
import orchestrator.cli.output.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "message",
        description = "Say something to an agent, in its conversation. A session that has ended is resumed for it.",
        customSynopsis = {
            "orchestrate message [ID] [--to=AGENT] [--at=FILE:LINE] [--interrupt] [--json] TEXT...",
        })
public final class MessageCommand extends SteeringCommand {
    @Nullable
    @Option(
            names = "--to",
            paramLabel = "AGENT",
            description = "The agent or its run, such as claude or claude-1; the implementer if it is left out.")
    private String agent;

    @Nullable
    @Option(names = "--at", paramLabel = "FILE:LINE", description = "The place in the changes that the text is about.")
    private String place;

    @Option(
            names = "--interrupt",
            description = "Ends the agent's current turn for it; the turn's work goes on afterwards. Without it, the"
                    + " message waits for the end of the turn.")
    private boolean interrupt;

    @Parameters(arity = "0..*", paramLabel = "[ID] TEXT", description = "The session's id, if any, then the text.")
    private List<String> words = List.of();

    public MessageCommand(CommandCaller caller) {
        super(caller);
    }

    @Override
    public Integer call() {
        ApiClient api = ApiAccess.to(caller);
        SessionChoice sessions = new SessionChoice(api);
        List<String> rest = new ArrayList<>(words);
        @Nullable String named = !rest.isEmpty() && sessions.isNamed(rest.get(0)) ? rest.remove(0) : null;
        String text = String.join(" ", rest).strip();
        if (text.isEmpty())
            throw CommandException.badInput(
                    "the message is empty.", "Write it like this:  orchestrate message ID 'keep the old flag'");
        String id = sessions.openOrNewest(named);
        JsonNode answer = ask(api, id, "message", body(text));
        printOutcome(
                answer,
                "Said to " + (agent == null ? "the implementer" : agent) + " in " + id
                        + ". Watch it:  orchestrate attach " + id);
        return ExitCode.DONE;
    }

    private ObjectNode body(String text) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("interrupt", interrupt);
        if (agent != null) body.put("agent", agent.strip());
        if (place == null) return body.put("text", text);
        int colon = place.lastIndexOf(':');
        String line = place.substring(colon + 1);
        boolean hasLine = colon > 0 && line.matches("[0-9]{1,9}");
        body.putArray("comments")
                .addObject()
                .put("file", hasLine ? place.substring(0, colon) : place)
                .put("line", hasLine ? Integer.parseInt(line) : 0)
                .put("text", text);
        return body;
    }
}
