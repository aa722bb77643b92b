package orchestrator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.concurrent.Callable;
import orchestrator.cli.call.Api;
import orchestrator.cli.call.Sessions;
import orchestrator.cli.say.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "stop", description = "Stop a session and every agent of it.")
final class StopCommand implements Callable<Integer> {
    private final Caller caller;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final SessionArgument session = new SessionArgument();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Why; it is kept with the session.")
    private String reason = "";

    StopCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        Api api = Connect.to(caller);
        String id = new Sessions(api).open(session.id);
        JsonNode body = JsonNodeFactory.instance
                .objectNode()
                .put("by", System.getProperty("user.name", ""))
                .put("via", "cli")
                .put("reason", reason);
        JsonNode state = api.post("/api/v1/" + Api.segment(id) + "/stop", body);
        if (json.wanted) {
            JsonOption.print(caller.out(), state);
        } else {
            caller.out().println("Stopping " + id + ". Its report, when it has ended:  orchestrate report " + id);
        }
        return ExitCode.DONE;
    }
}
