package orchestrator.cli;

import picocli.CommandLine.Command;

@Command(name = "review", description = "Have what a session has made so far reviewed now.")
final class ReviewCommand extends PlainSteeringCommand {
    ReviewCommand(Caller caller) {
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
