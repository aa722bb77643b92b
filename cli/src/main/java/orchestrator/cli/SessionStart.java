package orchestrator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import orchestrator.cli.say.ExitCode;
import orchestrator.cli.start.UpRequest;
import orchestrator.home.Trust;

/** Starts a session and stays with it. */
final class SessionStart {
    private final Caller caller;
    private final SessionOptions options;
    private final boolean json;

    SessionStart(Caller caller, SessionOptions options, boolean json) {
        this.caller = caller;
        this.options = options;
        this.json = json;
    }

    /** @param target named by a person on this machine's command line, and so trusted from now on */
    int run(ObjectNode request, Path target, UpRequest up) {
        Start start = Start.everything(caller, up);
        Trust.of(start.home()).add(target);
        if (options.sessionId != null) request.put("session", options.sessionId);
        if (options.runMinutes != null) request.put("runMinutes", options.runMinutes);
        JsonNode created = start.api().post("/api/v1/sessions", request);
        String session = created.path("session").asText();
        if (options.detach) return detached(created, session);
        if (!json) links(start, session);
        return new Watch(caller, start.api()).run(session, options.verbose, json);
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

    private void links(Start start, String session) {
        caller.out().println("session    " + session);
        if (!options.noDashboard) caller.out().println("dashboard  " + start.dashboard());
        caller.out().println("temporal   " + start.temporalUi(session));
    }
}
