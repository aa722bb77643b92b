package orchestrator.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import orchestrator.api.session.SessionController;
import orchestrator.json.Json;
import orchestrator.plan.Assignment;
import orchestrator.plan.ProposedPlan;

/** The plan that waits for the user's approval, in the form in which an answer takes it. */
final class PlanRoutes {
    private final SessionController sessions;

    PlanRoutes(SessionController sessions) {
        this.sessions = sessions;
    }

    void install(RoutesConfig routes) {
        routes.get("/api/v1/{session}/plan", ctx -> ctx.json(json(sessions.plan(ctx.pathParam("session")))));
    }

    private static ObjectNode json(ProposedPlan plan) {
        ObjectNode json = Json.MAPPER.createObjectNode().put("item", plan.item());
        json.set("agents", Json.MAPPER.valueToTree(plan.agents()));
        ArrayNode all = json.putArray("assignments");
        plan.assignments().forEach(one -> all.add(json(one)));
        return json;
    }

    private static ObjectNode json(Assignment one) {
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
