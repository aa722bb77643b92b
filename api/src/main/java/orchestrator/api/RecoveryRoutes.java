package orchestrator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import java.util.List;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;

/** Recoveries of a session: tier, cause and loss. */
final class RecoveryRoutes {
    private final EventLists lists;

    RecoveryRoutes(EventLists lists) {
        this.lists = lists;
    }

    void install(RoutesConfig routes) {
        routes.get(
                "/api/v1/{session}/recovery",
                ctx -> lists.answer(
                        ctx, ctx.pathParam("session"), EventType.RECOVERY, "recovery", RecoveryRoutes::item));
    }

    /** Tier, cause and loss are left out if the event has none. */
    private static ObjectNode item(AgentEvent event) {
        ObjectNode item = EventLists.place(event);
        if (event.data().path("tier").isInt()) {
            item.put("tier", event.data().path("tier").asInt());
        }
        for (String name : List.of("cause", "lost")) {
            if (event.data().path(name).isTextual()) {
                item.put(name, EventLists.cut(event.data().path(name).asText()));
            }
        }
        return item.put("text", EventLists.cut(event.text()));
    }
}
