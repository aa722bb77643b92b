package orchestrator.cli;

import java.util.concurrent.Callable;
import orchestrator.cli.call.Api;
import orchestrator.cli.call.Sessions;
import orchestrator.cli.live.Words;
import orchestrator.cli.say.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "report", description = "Print a session's report: who did what, what it led to, what it has cost.")
final class ReportCommand implements Callable<Integer> {
    private final Caller caller;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final SessionArgument session = new SessionArgument();

    ReportCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        Api api = Connect.to(caller);
        String path = "/api/v1/" + Api.segment(new Sessions(api).openOrNewest(session.id));
        if (json.wanted) {
            JsonOption.print(caller.out(), api.get(path + "/summary"));
        } else {
            caller.out().println(Words.cleanLines(api.text(path + "/report")).stripTrailing());
        }
        return ExitCode.DONE;
    }
}
