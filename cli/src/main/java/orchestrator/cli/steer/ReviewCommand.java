package orchestrator.cli.steer;

import orchestrator.cli.input.Caller;
import picocli.CommandLine.Command;

@Command(name = "review", description = "Have what a session has made so far reviewed now.")
public final class ReviewCommand extends PlainSteeringCommand {
    public ReviewCommand(Caller caller) {
        super(caller);
    }

    @Override
    String control() {
        return "review";
    }

    @Override
    String told(String session) {
        return "A review of " + session + " is asked for. Watch it:  orchestrate attach " + session;
    }
}
