package orchestrator.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import orchestrator.api.session.AgentsJson;
import orchestrator.api.session.OnlyOpenSession;
import orchestrator.api.session.SessionController;
import orchestrator.api.session.SessionFinder;
import orchestrator.api.session.StateJson;
import orchestrator.json.Json;
import orchestrator.plan.Assignment;
import orchestrator.plan.ProposedPlan;

/**
 * Agents, reviews and decisions of a session, and the plan that waits for an approval, in the form in which an answer takes
 * it. The short paths mean the only open session.
 */
final class TeamRoutes {
    private final SessionFinder sessions;
    private final SessionController controlling;
    private final StateJson json;
    private final AgentsJson agents;
    private final OnlyOpenSession onlyOpenSession;

    TeamRoutes(
            SessionFinder sessions,
            SessionController controlling,
            StateJson json,
            AgentsJson agents,
            OnlyOpenSession onlyOpenSession) {
        this.sessions = sessions;
        this.controlling = controlling;
        this.json = json;
        this.agents = agents;
        this.onlyOpenSession = onlyOpenSession;
    }

    void install(RoutesConfig routes) {
        routes.get("/api/v1/{session}/reviews", ctx -> reviews(ctx, ctx.pathParam("session")));
        routes.get("/api/v1/{session}/decisions", ctx -> decisions(ctx, ctx.pathParam("session")));
        routes.get("/api/v1/{session}/agents", ctx -> agents(ctx, ctx.pathParam("session")));
        routes.get("/api/v1/{session}/plan", ctx -> ctx.json(planJson(controlling.plan(ctx.pathParam("session")))));
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

    private static ObjectNode planJson(ProposedPlan plan) {
        ObjectNode json = Json.MAPPER.createObjectNode().put("item", plan.item());
        json.set("agents", Json.MAPPER.valueToTree(plan.agents()));
        ArrayNode all = json.putArray("assignments");
        plan.assignments().forEach(one -> all.add(assignmentJson(one)));
        return json;
    }

    private static ObjectNode assignmentJson(Assignment one) {
        ObjectNode json = Json.MAPPER
                .createObjectNode()
                .put("id", one.id())
                .put("role", one.role().wire())
                .put("agent", one.agent())
                .put("title", one.title())
                .put("prompt", one.prompt())
                .put("weight", one.weight());
        ArrayNode before = json.putArray("dependsOn");
        one.dependsOn().stream().sorted().forEach(before::add);
        return json;
    }
}
