package orchestrator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import orchestrator.cli.call.Api;
import orchestrator.cli.call.Sessions;
import orchestrator.cli.call.StatePoll;
import orchestrator.cli.live.Sheet;
import orchestrator.cli.say.ExitCode;
import picocli.CommandLine.Command;

@Command(name = "status", description = "Show one session: where it is, what each agent does, what it has cost.")
final class StatusCommand extends ReadingCommand {
    StatusCommand(Caller caller) {
        super(caller);
    }

    @Override
    public Integer call() {
        Api api = Connect.to(caller);
        JsonNode state = api.get(StatePoll.path(new Sessions(api).openOrNewest(session.id)));
        if (json.wanted) {
            JsonOption.print(caller.out(), state);
        } else {
            Sheet.lines(state, Instant.now()).forEach(caller.out()::println);
        }
        return ExitCode.DONE;
    }
}
