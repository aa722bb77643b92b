package orchestrator.cli.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import orchestrator.cli.call.ApiClient;
import orchestrator.cli.call.StatePoll;
import orchestrator.cli.connect.ApiAccess;
import orchestrator.cli.connect.SessionChoice;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.JsonOption;
import orchestrator.cli.live.StatusPage;
import orchestrator.cli.output.ExitCode;
import orchestrator.cli.watch.WatchedProjects;
import picocli.CommandLine.Command;

@Command(name = "status", description = "Show one session: its progress, what each agent does, what it cost so far.")
public final class StatusCommand extends ReadingCommand {
    public StatusCommand(CommandCaller caller) {
        super(caller);
    }

    @Override
    public Integer call() {
        ApiClient api = ApiAccess.to(caller);
        SessionChoice sessions = new SessionChoice(api);
        List<String> watched =
                json.wanted || session.id != null ? List.of() : WatchedProjects.lines(api, Instant.now());
        if (!watched.isEmpty() && sessions.isEmpty()) {
            watched.forEach(caller.out()::println);
            return ExitCode.DONE;
        }
        JsonNode state = api.get(StatePoll.path(sessions.openOrNewest(session.id)));
        if (json.wanted) {
            JsonOption.print(caller.out(), state);
        } else {
            StatusPage.lines(state, Instant.now()).forEach(caller.out()::println);
            watched.forEach(caller.out()::println);
        }
        return ExitCode.DONE;
    }
}
