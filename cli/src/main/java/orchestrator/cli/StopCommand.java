package orchestrator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import orchestrator.cli.call.Api;
import orchestrator.cli.call.Sessions;
import orchestrator.cli.say.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "stop", description = "Stop a session and every agent of it.")
final class StopCommand implements Callable<Integer> {
    private final Caller caller;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final SessionArgument session = new SessionArgument();

    @Mixin
    private final SteerOptions options = new SteerOptions();

    StopCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        Api api = Connect.to(caller);
        String id = new Sessions(api).open(session.id);
        Steering steering = new Steering(caller, api, json.wanted);
        JsonNode answer = steering.ask(id, "stop", options);
        steering.tell(
                answer,
                "Stopping " + id + ". Its report, when it has ended:  orchestrate report " + id
                        + "\n  To go on with it then:  orchestrate resume " + id);
        return ExitCode.DONE;
    }
}
