package orchestrator.cli;

import picocli.CommandLine.Command;

@Command(
        name = "pause",
        description = "Freeze a session: every process of it stands still, and no time limit runs on, until `resume`.")
final class PauseCommand extends PlainSteeringCommand {
    PauseCommand(Caller caller) {
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
