package orchestrator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.concurrent.Callable;
import orchestrator.cli.call.Api;
import orchestrator.cli.call.Sessions;
import orchestrator.cli.call.StatePoll;
import orchestrator.cli.live.Sheet;
import orchestrator.cli.say.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "status", description = "Show one session: where it is, what each agent does, what it has cost.")
final class StatusCommand implements Callable<Integer> {
    private final Caller caller;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final SessionArgument session = new SessionArgument();

    StatusCommand(Caller caller) {
        this.caller = caller;
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
