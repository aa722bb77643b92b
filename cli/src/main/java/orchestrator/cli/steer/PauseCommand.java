package orchestrator.cli.steer;

import orchestrator.cli.input.CommandCaller;
import picocli.CommandLine.Command;

@Command(
        name = "pause",
        description =
                "Pause a session: all its processes are stopped and its time limits are suspended until `resume`.")
public final class PauseCommand extends PlainSteeringCommand {
    public PauseCommand(CommandCaller caller) {
        super(caller);
    }

    @Override
    String control() {
        return "pause";
    }

    @Override
    String acceptedMessage(String session) {
        return "Paused " + session + ". To resume it:  orchestrate resume " + session;
    }
}
