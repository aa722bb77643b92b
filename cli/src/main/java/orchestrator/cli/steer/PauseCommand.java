package orchestrator.cli.steer;

import orchestrator.cli.input.Caller;
import picocli.CommandLine.Command;

@Command(
        name = "pause",
        description = "Freeze a session: every process of it stands still, and no time limit runs on, until `resume`.")
public final class PauseCommand extends PlainSteeringCommand {
    public PauseCommand(Caller caller) {
        super(caller);
    }

    @Override
    String control() {
        return "pause";
    }

    @Override
    String told(String session) {
        return "Paused " + session + ". To go on:  orchestrate resume " + session;
    }
}
