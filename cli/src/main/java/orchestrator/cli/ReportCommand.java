package orchestrator.cli;

import orchestrator.cli.call.Api;
import orchestrator.cli.call.Sessions;
import orchestrator.cli.live.Words;
import orchestrator.cli.say.ExitCode;
import picocli.CommandLine.Command;

@Command(name = "report", description = "Print a session's report: who did what, what it led to, what it has cost.")
final class ReportCommand extends ReadingCommand {
    ReportCommand(Caller caller) {
        super(caller);
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
