package orchestrator.cli.steer;

import orchestrator.cli.input.CommandCaller;
import picocli.CommandLine.Command;

@Command(name = "review", description = "Start a review of what a session has made so far.")
public final class ReviewCommand extends PlainSteeringCommand {
    public ReviewCommand(CommandCaller caller) {
        super(caller);
    }

    @Override
    String control() {
        return "review";
    }

    @Override
    String acceptedMessage(String session) {
        return "A review of " + session + " is asked for. Watch it:  orchestrate attach " + session;
    }
}
