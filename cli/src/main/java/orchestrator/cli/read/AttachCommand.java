package orchestrator.cli.read;

import orchestrator.cli.call.ApiClient;
import orchestrator.cli.connect.ApiAccess;
import orchestrator.cli.connect.SessionChoice;
import orchestrator.cli.input.CommandCaller;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "attach", description = "Show a session live until it is over; Ctrl-C leaves it alone.")
public final class AttachCommand extends ReadingCommand {
    @Option(names = "--verbose", description = "Show every event, not only the important ones.")
    private boolean verbose;

    public AttachCommand(CommandCaller caller) {
        super(caller);
    }

    @Override
    public Integer call() {
        ApiClient api = ApiAccess.to(caller);
        return new SessionWatch(caller, api).run(new SessionChoice(api).openOrNewest(session.id), verbose, json.wanted);
    }
}
