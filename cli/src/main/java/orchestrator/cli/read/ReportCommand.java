package orchestrator.cli.read;

import orchestrator.cli.call.ApiClient;
import orchestrator.cli.connect.ApiAccess;
import orchestrator.cli.connect.SessionChoice;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.JsonOption;
import orchestrator.cli.live.DisplayText;
import orchestrator.cli.output.ExitCode;
import picocli.CommandLine.Command;

@Command(name = "report", description = "Print a session's report: who did what, what came of it, what it cost.")
public final class ReportCommand extends ReadingCommand {
    public ReportCommand(CommandCaller caller) {
        super(caller);
    }

    @Override
    public Integer call() {
        ApiClient api = ApiAccess.to(caller);
        String path = "/api/v1/" + ApiClient.segment(new SessionChoice(api).openOrNewest(session.id));
        if (json.wanted) {
            JsonOption.print(caller.out(), api.get(path + "/summary"));
        } else {
            caller.out()
                    .println(DisplayText.cleanLines(api.text(path + "/report")).stripTrailing());
        }
        return ExitCode.DONE;
    }
}
