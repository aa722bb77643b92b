package orchestrator.cli.steer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import orchestrator.cli.call.ApiClient;
import orchestrator.cli.connect.ApiAccess;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.output.CommandException;
import orchestrator.cli.output.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "archive",
        description = "Take sessions that are over out of the list; nothing of them is deleted. To see them:"
                + "  orchestrate list --state archived")
public final class ArchiveCommand extends SteeringCommand {
    @Parameters(arity = "0..*", paramLabel = "ID", description = "Session ids.")
    private List<String> ids = List.of();

    @Option(names = "--undo", description = "Put them back into the list.")
    private boolean undo;

    public ArchiveCommand(CommandCaller caller) {
        super(caller);
    }

    @Override
    public Integer call() {
        if (ids.isEmpty())
            throw CommandException.badInput("no session is named.", "Write it like this:  orchestrate archive ID");
        ApiClient api = ApiAccess.to(caller);
        for (String id : ids) {
            JsonNode state = ask(api, id, undo ? "unarchive" : "archive", JsonNodeFactory.instance.objectNode());
            printOutcome(
                    state,
                    undo
                            ? id + " is in the list again."
                            : "Archived " + id + ". To take it back:  orchestrate archive --undo " + id);
        }
        return ExitCode.DONE;
    }
}
