package orchestrator.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Set;
import orchestrator.api.live.CursorJson;
import orchestrator.api.session.SessionFinder;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.EventPage;
import orchestrator.eventlog.EventQuery;
import orchestrator.json.Json;
import orchestrator.text.Text;

/** Recoveries of a session, a page at a time: tier, cause and loss. */
final class RecoveryRoutes {
    private static final int PAGE = 200;
    private static final int PAGE_MAX = 1_000;
    private static final int TEXT_CHARS = 4_000;

    private final EventLog log;
    private final SessionFinder sessions;

    RecoveryRoutes(EventLog log, SessionFinder sessions) {
        this.log = log;
        this.sessions = sessions;
    }

    void install(RoutesConfig routes) {
        routes.get("/api/v1/{session}/recovery", this::recovery);
    }

    private void recovery(Context ctx) {
        String key = sessions.get(ctx.pathParam("session")).state().key();
        int limit = QueryParams.limit(ctx, PAGE, PAGE_MAX);
        Cursor after = QueryParams.after(ctx, log);
        EventPage page = key.isEmpty() ? EventPage.of(List.of(), after) : read(key, after, limit);
        ObjectNode json = Json.MAPPER.createObjectNode();
        ArrayNode list = json.putArray("recovery");
        page.events().forEach(event -> list.add(item(event)));
        json.set("next", CursorJson.of(page.next()));
        json.put("more", !page.isEmpty() && !read(key, page.next(), 1).isEmpty());
        ctx.json(json);
    }

    private EventPage read(String key, Cursor after, int limit) {
        return log.read(new EventQuery(key, "", Set.of(EventType.RECOVERY), after, limit));
    }

    /** Tier, cause and loss are left out if the event has none. */
    private static ObjectNode item(AgentEvent event) {
        ObjectNode item = Json.MAPPER.createObjectNode();
        item.put("id", event.id()).put("at", event.at().toString());
        item.put("run", event.run()).put("launch", event.launch());
        if (event.data().path("tier").isInt()) {
            item.put("tier", event.data().path("tier").asInt());
        }
        for (String name : List.of("cause", "lost")) {
            if (event.data().path(name).isTextual()) {
                item.put(name, Text.cut(event.data().path(name).asText(), TEXT_CHARS));
            }
        }
        return item.put("text", Text.cut(event.text(), TEXT_CHARS));
    }
}
