package orchestrator.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import orchestrator.cli.connect.RunningServices;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.JsonOption;
import orchestrator.cli.output.ExitCode;
import orchestrator.cli.read.SessionWatch;

/** Shows a session that was just started until it is over, or prints the command to watch it. */
final class NewSessionWatch {
    private final CommandCaller caller;
    private final WatchOptions options;
    private final boolean json;

    NewSessionWatch(CommandCaller caller, WatchOptions options, boolean json) {
        this.caller = caller;
        this.options = options;
        this.json = json;
    }

    /** @param created the API's answer to the start */
    int run(RunningServices start, JsonNode created) {
        String session = created.path("session").asText();
        if (options.detach) return detached(created, session);
        if (!json) links(start, session);
        return new SessionWatch(caller, start.api()).run(session, options.verbose, json);
    }

    private int detached(JsonNode created, String session) {
        if (json) {
            JsonOption.print(caller.out(), created);
        } else {
            caller.out().println(session);
            caller.err().println("  Watch it:  orchestrate attach " + session);
            caller.err().println("  Stop it:   orchestrate stop " + session);
        }
        return ExitCode.DONE;
    }

    private void links(RunningServices start, String session) {
        caller.out().println("session    " + session);
        if (!options.noDashboard) caller.out().println("dashboard  " + start.dashboard());
        String temporal = start.temporalUi(session);
        if (!temporal.isEmpty()) caller.out().println("temporal   " + temporal);
    }
}
