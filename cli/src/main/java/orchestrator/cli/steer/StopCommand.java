package orchestrator.cli.steer;

import orchestrator.cli.input.Caller;
import picocli.CommandLine.Command;

@Command(name = "stop", description = "Stop a session and every agent of it.")
public final class StopCommand extends PlainSteeringCommand {
    public StopCommand(Caller caller) {
        super(caller);
    }

    @Override
    String control() {
        return "stop";
    }

    @Override
    String told(String session) {
        return "Stopping " + session + ". Its report, when it has ended:  orchestrate report " + session
                + "\n  To go on with it then:  orchestrate resume " + session;
    }
}
