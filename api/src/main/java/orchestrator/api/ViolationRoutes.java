package orchestrator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import orchestrator.api.session.OnlyOpenSession;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;

/** Violations of a session: what the guard stopped, and what was done without it. */
final class ViolationRoutes {
    private final EventLists lists;
    private final OnlyOpenSession onlyOpenSession;

    ViolationRoutes(EventLists lists, OnlyOpenSession onlyOpenSession) {
        this.lists = lists;
        this.onlyOpenSession = onlyOpenSession;
    }

    void install(RoutesConfig routes) {
        routes.get("/api/v1/{session}/violations", ctx -> violations(ctx, ctx.pathParam("session")));
        routes.get("/api/violations", ctx -> violations(ctx, onlyOpenSession.id()));
    }

    private void violations(Context ctx, String ref) {
        lists.answer(ctx, ref, EventType.VIOLATION, "violations", ViolationRoutes::item);
    }

    /** The parts of the guard's record are left out if the event has none. */
    private static ObjectNode item(AgentEvent event) {
        ObjectNode item = EventLists.place(event).put("agent", event.agent());
        JsonNode record = event.data().path("guard");
        for (String name : List.of("kind", "tool", "subject", "rule", "reason")) {
            if (record.path(name).isTextual())
                item.put(name, EventLists.cut(record.path(name).asText()));
        }
        return item.put("text", EventLists.cut(event.text()));
    }
}
