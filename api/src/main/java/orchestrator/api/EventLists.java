package orchestrator.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
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

/** A session's events of one type, a page at a time: {@code {<name>: […], next, more}}. */
final class EventLists {
    private static final int PAGE = 200;
    private static final int PAGE_MAX = 1_000;
    private static final int TEXT_CHARS = 4_000;

    private final EventLog log;
    private final SessionFinder sessions;

    EventLists(EventLog log, SessionFinder sessions) {
        this.log = log;
        this.sessions = sessions;
    }

    void answer(Context ctx, String ref, EventType type, String name, Function<AgentEvent, ObjectNode> item) {
        String key = sessions.get(ref).state().key();
        int limit = QueryParams.limit(ctx, PAGE, PAGE_MAX);
        Cursor after = QueryParams.after(ctx, log);
        EventPage page = key.isEmpty() ? EventPage.of(List.of(), after) : read(key, type, after, limit);
        ObjectNode json = Json.MAPPER.createObjectNode();
        ArrayNode list = json.putArray(name);
        page.events().forEach(event -> list.add(item.apply(event)));
        json.set("next", CursorJson.of(page.next()));
        json.put("more", !page.isEmpty() && !read(key, type, page.next(), 1).isEmpty());
        ctx.json(json);
    }

    private EventPage read(String key, EventType type, Cursor after, int limit) {
        return log.read(new EventQuery(key, "", Set.of(type), after, limit));
    }

    /** When and where it happened. */
    static ObjectNode place(AgentEvent event) {
        ObjectNode item = Json.MAPPER.createObjectNode();
        item.put("id", event.id()).put("at", event.at().toString());
        return item.put("run", event.run()).put("launch", event.launch());
    }

    static String cut(String text) {
        return Text.cut(text, TEXT_CHARS);
    }
}
