package orchestrator.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import orchestrator.api.session.AgentsJson;
import orchestrator.api.session.OnlyOpenSession;
import orchestrator.api.session.SessionFinder;
import orchestrator.api.session.StateJson;

/** Agents, reviews and decisions of a session. The short paths mean the only open session. */
final class TeamRoutes {
    private final SessionFinder sessions;
    private final StateJson json;
    private final AgentsJson agents;
    private final OnlyOpenSession onlyOpenSession;

    TeamRoutes(SessionFinder sessions, StateJson json, AgentsJson agents, OnlyOpenSession onlyOpenSession) {
        this.sessions = sessions;
        this.json = json;
        this.agents = agents;
        this.onlyOpenSession = onlyOpenSession;
    }

    void install(RoutesConfig routes) {
        routes.get("/api/v1/{session}/reviews", ctx -> reviews(ctx, ctx.pathParam("session")));
        routes.get("/api/v1/{session}/decisions", ctx -> decisions(ctx, ctx.pathParam("session")));
        routes.get("/api/v1/{session}/agents", ctx -> agents(ctx, ctx.pathParam("session")));
        routes.get("/api/reviews", ctx -> reviews(ctx, onlyOpenSession.id()));
        routes.get("/api/decisions", ctx -> decisions(ctx, onlyOpenSession.id()));
        routes.get("/api/workers", ctx -> agents(ctx, onlyOpenSession.id()));
        routes.get("/api/session", ctx -> ctx.json(json.of(sessions.get(onlyOpenSession.id()))));
    }

    private void reviews(Context ctx, String ref) {
        ctx.json(Map.of("reviews", sessions.get(ref).state().teamwork().reviews()));
    }

    private void decisions(Context ctx, String ref) {
        ctx.json(Map.of("decisions", sessions.get(ref).state().teamwork().decisions()));
    }

    private void agents(Context ctx, String ref) {
        ctx.json(agents.of(sessions.get(ref)));
    }
}
