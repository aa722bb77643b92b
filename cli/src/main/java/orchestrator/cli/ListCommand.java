package orchestrator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.concurrent.Callable;
import orchestrator.cli.call.Sessions;
import orchestrator.cli.live.Table;
import orchestrator.cli.say.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "List sessions, the newest first.")
final class ListCommand implements Callable<Integer> {
    private final Caller caller;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "How many (default 20).")
    private int limit;

    ListCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        JsonNode answer = new Sessions(Connect.to(caller)).list(limit);
        if (json.wanted) {
            JsonOption.print(caller.out(), answer);
        } else if (answer.path("sessions").isEmpty()) {
            caller.out().println("No session yet. Start one:  orchestrate \"what to do\"");
        } else {
            Table.lines(answer.path("sessions"), Instant.now()).forEach(caller.out()::println);
        }
        return ExitCode.DONE;
    }
}
