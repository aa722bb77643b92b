package orchestrator.cli;

import orchestrator.cli.call.Api;
import orchestrator.cli.call.Sessions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "attach", description = "Show a session live until it is over; Ctrl-C leaves it alone.")
final class AttachCommand extends ReadingCommand {
    @Option(names = "--verbose", description = "Show every event, not only the important ones.")
    private boolean verbose;

    AttachCommand(Caller caller) {
        super(caller);
    }

    @Override
    public Integer call() {
        Api api = Connect.to(caller);
        return new Watch(caller, api).run(new Sessions(api).openOrNewest(session.id), verbose, json.wanted);
    }
}
