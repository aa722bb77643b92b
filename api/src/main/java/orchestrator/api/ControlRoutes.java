package orchestrator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.function.Function;
import orchestrator.api.access.Body;
import orchestrator.api.problem.Problem;
import orchestrator.api.session.Controlling;
import orchestrator.api.session.Request;
import orchestrator.api.session.Resuming;
import orchestrator.api.session.Resuming.Resumed;
import orchestrator.api.session.StateJson;
import orchestrator.session.AbortRequest;
import orchestrator.session.ControlRequest;

/** What people do to sessions: stop, pause, resume, abort. */
final class ControlRoutes {
    private final Controlling controlling;
    private final Resuming resuming;
    private final StateJson json;

    ControlRoutes(Controlling controlling, Resuming resuming, StateJson json) {
        this.controlling = controlling;
        this.resuming = resuming;
        this.json = json;
    }

    void install(RoutesConfig routes) {
        routes.post("/api/v1/{session}/stop", ctx -> ask(ctx, Request::stop));
        routes.post("/api/v1/{session}/pause", ctx -> ask(ctx, Request::pause));
        routes.post("/api/v1/{session}/resume", this::resume);
        routes.post("/api/v1/{session}/agents/{agent}/abort", this::abort);
    }

    private void ask(Context ctx, Function<ControlRequest, Request> request) {
        ControlRequest control = control(Body.json(ctx));
        answer(ctx, controlling.ask(ctx.pathParam("session"), request.apply(control)));
    }

    private void abort(Context ctx) {
        String agent = ctx.pathParam("agent");
        ask(ctx, by -> Request.abort(new AbortRequest(agent, by.by(), by.via(), by.reason())));
    }

    private void resume(Context ctx) {
        JsonNode body = Body.json(ctx);
        Resumed resumed = resuming.resume(ctx.pathParam("session"), control(body), changes(body));
        if (resumed instanceof Resumed.WentOn open) {
            answer(ctx, open.done());
        } else if (resumed instanceof Resumed.Anew anew) {
            ObjectNode started = anew.started();
            ctx.status(201).header("Location", started.path("state").asText()).json(started);
        }
    }

    private void answer(Context ctx, Controlling.Done done) {
        ctx.status(done.kept() ? 202 : 200).json(json.of(done.view()));
    }

    private static ControlRequest control(JsonNode body) {
        if (!body.isObject()) {
            throw Problem.badRequest("The body must be an object such as {\"reason\": \"wrong target\"}, or be empty.");
        }
        String via = body.path("via").asText("");
        return new ControlRequest(
                body.path("by").asText(""),
                via.isEmpty() ? "api" : via,
                body.path("reason").asText(""));
    }

    /** A session that goes on does so where it was, from what it was. */
    private static JsonNode changes(JsonNode body) {
        JsonNode changes = body.path("request");
        if (changes.isMissingNode() || changes.isNull()) return changes;
        boolean fits = changes.isObject() && !changes.has("target") && !changes.has("resumeFrom");
        if (fits) return changes;
        throw Problem.badRequest("`request` must be an object such as {\"runMinutes\": 90}, without `target` and"
                + " `resumeFrom`: a session goes on where it was.");
    }
}
