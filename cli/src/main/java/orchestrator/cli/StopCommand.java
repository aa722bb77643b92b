package orchestrator.cli;

import picocli.CommandLine.Command;

@Command(name = "stop", description = "Stop a session and every agent of it.")
final class StopCommand extends PlainSteeringCommand {
    StopCommand(Caller caller) {
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
