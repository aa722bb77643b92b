package orchestrator.cli.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import orchestrator.cli.connect.RunningServices;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.start.UpRequest;
import orchestrator.home.Trust;

/** Starts a session and shows it until it is over. */
final class NewSession {
    private final CommandCaller caller;
    private final SessionOptions options;
    private final WatchOptions watch;
    private final boolean json;

    NewSession(CommandCaller caller, SessionOptions options, WatchOptions watch, boolean json) {
        this.caller = caller;
        this.options = options;
        this.watch = watch;
        this.json = json;
    }

    /** @param named directories that the user typed on this machine, and so trusts from now on */
    int run(ObjectNode request, List<Path> named, UpRequest up) {
        RunningServices start = RunningServices.start(caller, up);
        named.forEach(Trust.of(start.home())::add);
        if (options.sessionId != null) request.put("session", options.sessionId);
        if (options.runMinutes != null) request.put("runMinutes", options.runMinutes);
        return new NewSessionWatch(caller, watch, json).run(start, start.api().post("/api/v1/sessions", request));
    }
}
