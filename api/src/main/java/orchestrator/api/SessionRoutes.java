package orchestrator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import orchestrator.api.access.Body;
import orchestrator.api.session.ExecutionStarter;
import orchestrator.api.session.SessionFinder;
import orchestrator.api.session.SessionList;
import orchestrator.api.session.StateJson;

/** Starts, lists and shows sessions. */
final class SessionRoutes {
    private static final int LISTED = 50;
    private static final int LISTED_MAX = 1_000;

    private final SessionList listing;
    private final SessionFinder sessions;
    private final ExecutionStarter starts;
    private final StateJson json;

    SessionRoutes(SessionList listing, SessionFinder sessions, ExecutionStarter starts, StateJson json) {
        this.listing = listing;
        this.sessions = sessions;
        this.starts = starts;
        this.json = json;
    }

    void install(RoutesConfig routes) {
        routes.get("/api/v1/sessions", this::list);
        routes.post("/api/v1/sessions", this::start);
        routes.get("/api/v1/{session}/state", this::state);
    }

    private void list(Context ctx) {
        int limit = QueryParams.limit(ctx, LISTED, LISTED_MAX);
        ctx.json(listing.json(QueryParams.before(ctx), limit, QueryParams.sessions(ctx)));
    }

    private void start(Context ctx) {
        String key = ctx.header("Idempotency-Key");
        ObjectNode started = key == null ? starts.start(Body.json(ctx)) : starts.start(Body.json(ctx), key.strip());
        ctx.status(201).header("Location", started.path("state").asText()).json(started);
    }

    private void state(Context ctx) {
        ctx.json(json.of(sessions.get(ctx.pathParam("session"))));
    }
}
