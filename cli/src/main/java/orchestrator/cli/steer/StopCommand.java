package orchestrator.cli.steer;

import orchestrator.cli.input.CommandCaller;
import picocli.CommandLine.Command;

@Command(name = "stop", description = "Stop a session and all its agents.")
public final class StopCommand extends PlainSteeringCommand {
    public StopCommand(CommandCaller caller) {
        super(caller);
    }

    @Override
    String control() {
        return "stop";
    }

    @Override
    String acceptedMessage(String session) {
        return "Stopping " + session + ". To see its report once it has ended:  orchestrate report " + session
                + "\n  To resume it after that:  orchestrate resume " + session;
    }
}
