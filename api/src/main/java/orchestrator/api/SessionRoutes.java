package orchestrator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import orchestrator.api.access.Body;
import orchestrator.api.problem.Problem;
import orchestrator.api.session.Listing;
import orchestrator.api.session.Sessions;
import orchestrator.api.session.Starts;
import orchestrator.api.session.StateJson;
import orchestrator.api.session.Stopping;
import orchestrator.session.ControlRequest;

/** Start, list, look at and stop sessions. */
final class SessionRoutes {
    private static final int LISTED = 50;
    private static final int LISTED_MAX = 500;

    private final Listing listing;
    private final Sessions sessions;
    private final Starts starts;
    private final Stopping stopping;
    private final StateJson json;

    SessionRoutes(Listing listing, Sessions sessions, Starts starts, Stopping stopping, StateJson json) {
        this.listing = listing;
        this.sessions = sessions;
        this.starts = starts;
        this.stopping = stopping;
        this.json = json;
    }

    void install(RoutesConfig routes) {
        routes.get("/api/v1/sessions", this::list);
        routes.post("/api/v1/sessions", this::start);
        routes.get("/api/v1/{session}/state", this::state);
        routes.post("/api/v1/{session}/stop", this::stop);
    }

    private void list(Context ctx) {
        ctx.json(listing.json(Params.limit(ctx, LISTED, LISTED_MAX)));
    }

    private void start(Context ctx) {
        ObjectNode started = starts.start(Body.json(ctx));
        ctx.status(201).header("Location", started.path("state").asText()).json(started);
    }

    private void state(Context ctx) {
        ctx.json(json.of(sessions.get(ctx.pathParam("session"))));
    }

    private void stop(Context ctx) {
        Stopping.Stopped stopped = stopping.stop(ctx.pathParam("session"), control(Body.json(ctx)));
        ctx.status(stopped.kept() ? 202 : 200).json(json.of(stopped.view()));
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
}
