package orchestrator.api.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import orchestrator.api.admission.EarlyRefusals;
import orchestrator.api.problem.Problem;
import orchestrator.api.temporal.TemporalRefused;
import orchestrator.api.temporal.TemporalUnreachable;
import orchestrator.api.temporal.WatchCalls;
import orchestrator.autofix.ProjectKey;
import orchestrator.autofix.request.WatchRequest;
import orchestrator.autofix.request.WatchRequests;
import orchestrator.json.Json;
import orchestrator.session.ControlRequest;
import orchestrator.signing.Signature;
import orchestrator.text.Text;

/** Begins to watch a project, or attaches to the queue that it has. One directory means one queue. */
public final class WatchStarter {
    private static final int SUMMARY_BYTES_MAX = 200;

    private final WatchCalls temporal;
    private final WatchFinder watches;
    private final WatchController controls;
    private final EarlyRefusals refusals;

    public WatchStarter(WatchCalls temporal, WatchFinder watches, WatchController controls, EarlyRefusals refusals) {
        this.temporal = temporal;
        this.watches = watches;
        this.controls = controls;
        this.refusals = refusals;
    }

    /**
     * @param attached true if the project had an open queue
     * @param changed true if that queue took the settings of the request
     * @param kept true if it takes them as soon as a worker answers
     */
    public record Started(WatchView view, boolean attached, boolean changed, boolean kept) {}

    /** A request that only names the target leaves the settings of an open queue as they are. */
    public Started start(JsonNode body, ControlRequest by) {
        ObjectNode request = checked(body);
        String target = request.path("target").asText();
        String project = ProjectKey.of(target);
        Optional<WatchView> known = watches.find(project).filter(WatchView::open);
        if (known.isEmpty() && sent(target, () -> temporal.start(project, request, summary(target))))
            return new Started(watches.get(project), false, true, false);
        WatchView open = known.orElseGet(() -> watches.get(project));
        boolean hasSettings = request.size() > 1;
        if (open.isWatching() && !hasSettings) return new Started(open, true, false, false);
        ObjectNode wanted =
                hasSettings ? request : Json.MAPPER.valueToTree(open.state().request());
        WatchController.Done done = controls.start(project, wanted, by);
        return new Started(done.view(), true, hasSettings, done.kept());
    }

    /** The request with the real path of its target. */
    private ObjectNode checked(JsonNode body) {
        if (!body.isObject()) throw Problem.badRequest("The body must be an object such as {\"target\": \"/path\"}.");
        ObjectNode request = body.deepCopy();
        request.remove(Signature.FIELD);
        WatchRequest read = WatchRequests.parse(request);
        String target = read.target();
        if (target.indexOf('\uFFFD') >= 0 || target.indexOf('\0') >= 0)
            throw Problem.badRequest("`target` must be an absolute path, and a path has no NUL character.");
        refusals.check(read);
        return request.put("target", real(target));
    }

    /** Two names of one directory mean one queue. What is not here may be on the worker's host. */
    private static String real(String target) {
        try {
            return Path.of(target).toRealPath().toString();
        } catch (IOException | InvalidPathException notHere) {
            return target.length() > 1 ? target.replaceAll("/+$", "") : target;
        }
    }

    private static boolean sent(String target, BooleanSupplier start) {
        try {
            return start.getAsBoolean();
        } catch (TemporalRefused e) {
            throw Problem.badRequest("Temporal does not take this request: " + e.getMessage() + ".");
        } catch (TemporalUnreachable e) {
            if (e.neverSent()) throw Problem.unavailable(target + " is not watched. " + e.getMessage());
            throw Problem.unavailable("It is not known whether watching " + target + " has begun; `orchestrate watch"
                            + " --status` tells, and beginning again does no harm. " + e.getMessage())
                    .with("outcome", "unknown");
        }
    }

    private static String summary(String target) {
        return "watches " + Text.line(target, SUMMARY_BYTES_MAX);
    }
}
