package orchestrator.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import orchestrator.cli.start.UpRequest;
import orchestrator.home.Trust;

/** Starts a session and stays with it. */
final class SessionStart {
    private final Caller caller;
    private final SessionOptions options;
    private final WatchOptions watch;
    private final boolean json;

    SessionStart(Caller caller, SessionOptions options, WatchOptions watch, boolean json) {
        this.caller = caller;
        this.options = options;
        this.watch = watch;
        this.json = json;
    }

    /** @param target named by a person on this machine's command line, and so trusted from now on */
    int run(ObjectNode request, Path target, UpRequest up) {
        Start start = Start.everything(caller, up);
        Trust.of(start.home()).add(target);
        if (options.sessionId != null) request.put("session", options.sessionId);
        if (options.runMinutes != null) request.put("runMinutes", options.runMinutes);
        return new Watching(caller, watch, json).run(start, start.api().post("/api/v1/sessions", request));
    }
}
