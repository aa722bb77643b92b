package orchestrator.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import orchestrator.api.session.Agents;
import orchestrator.api.session.Sessions;
import orchestrator.api.session.StateJson;
import orchestrator.api.session.TheOpenOne;

/** Who works, what reviewers said, and what followed from it; the short paths mean the only open session. */
final class TeamRoutes {
    private final Sessions sessions;
    private final StateJson json;
    private final Agents agents;
    private final TheOpenOne theOpenOne;

    TeamRoutes(Sessions sessions, StateJson json, Agents agents, TheOpenOne theOpenOne) {
        this.sessions = sessions;
        this.json = json;
        this.agents = agents;
        this.theOpenOne = theOpenOne;
    }

    void install(RoutesConfig routes) {
        routes.get("/api/v1/{session}/reviews", ctx -> reviews(ctx, ctx.pathParam("session")));
        routes.get("/api/v1/{session}/decisions", ctx -> decisions(ctx, ctx.pathParam("session")));
        routes.get("/api/v1/{session}/agents", ctx -> agents(ctx, ctx.pathParam("session")));
        routes.get("/api/reviews", ctx -> reviews(ctx, theOpenOne.id()));
        routes.get("/api/decisions", ctx -> decisions(ctx, theOpenOne.id()));
        routes.get("/api/workers", ctx -> agents(ctx, theOpenOne.id()));
        routes.get("/api/session", ctx -> ctx.json(json.of(sessions.get(theOpenOne.id()))));
    }

    private void reviews(Context ctx, String session) {
        ctx.json(Map.of("reviews", sessions.get(session).state().teamwork().reviews()));
    }

    private void decisions(Context ctx, String session) {
        ctx.json(Map.of("decisions", sessions.get(session).state().teamwork().decisions()));
    }

    private void agents(Context ctx, String session) {
        ctx.json(agents.of(sessions.get(session)));
    }
}
