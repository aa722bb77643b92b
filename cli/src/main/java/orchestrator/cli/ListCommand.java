package orchestrator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.concurrent.Callable;
import orchestrator.cli.call.Api;
import orchestrator.cli.call.Sessions;
import orchestrator.cli.live.AgentTable;
import orchestrator.cli.live.Table;
import orchestrator.cli.live.Troubles;
import orchestrator.cli.say.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "List sessions, the newest first, or the agents at work in them.")
final class ListCommand implements Callable<Integer> {
    private final Caller caller;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "How many (default 20).")
    private int limit;

    @Option(names = "--agents", description = "The agents of open sessions, with the process and host of each.")
    private boolean agents;

    ListCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        Api api = Connect.to(caller);
        JsonNode answer = new Sessions(api).list(limit);
        if (agents) {
            tell(AgentList.of(api, answer.path("sessions")));
            return ExitCode.DONE;
        }
        if (json.wanted) {
            JsonOption.print(caller.out(), answer);
        } else if (answer.path("sessions").isEmpty()) {
            caller.out().println("No session yet. Start one:  orchestrate \"what to do\"");
        } else {
            Table.lines(answer.path("sessions"), Instant.now()).forEach(caller.out()::println);
            Troubles.ofAll(answer.path("sessions")).forEach(caller.out()::println);
        }
        return ExitCode.DONE;
    }

    private void tell(JsonNode working) {
        if (json.wanted) {
            JsonOption.print(caller.out(), working);
        } else if (working.path("agents").isEmpty()) {
            caller.out().println("No agent is at work. See sessions:  orchestrate list");
        } else {
            AgentTable.lines(working.path("agents")).forEach(caller.out()::println);
        }
    }
}
