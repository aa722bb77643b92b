package orchestrator.api.live;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.StoredEvent;

/** Server-sent events as bytes. All of them pass through here; their values are names of ours, cursors and JSON bytes. */
final class SseFormat {

    /** A client that reads nothing holds one page, so a page is small. */
    static final int PAGE_BYTES = 64 * 1024;

    private static final int RETRY_MILLIS = 1_000;
    private static final byte[] RETRY = utf8("retry: ");
    private static final byte[] EVENT = utf8("event: ");
    private static final byte[] ID = utf8("id: ");
    private static final byte[] DATA = utf8("data: ");

    private static final byte[] AGENT_EVENT = utf8("agent_event");
    private static final byte[] SESSION_EVENT = utf8("session_event");
    private static final byte[] RECOVERY_EVENT = utf8("recovery_event");
    private static final byte[] DECISION_EVENT = utf8("decision_event");
    private static final byte[] REVIEW_EVENT = utf8("review_event");
    private static final byte[] BREAK = {'\n'};

    private final JsonBytes bytes = new JsonBytes();

    private SseFormat() {}

    /** Tells the client how soon to reconnect. */
    static byte[] hello() {
        SseFormat format = new SseFormat();
        format.bytes.raw(RETRY).number(RETRY_MILLIS).raw(BREAK).raw(BREAK);
        return format.bytes.take();
    }

    /** With its id, a client that comes back does not begin at the last event that its filter has let through. */
    static byte[] heartbeat(Cursor place) {
        return message("heartbeat", id(place), "{\"at\":\"" + Instant.now() + "\"}");
    }

    static byte[] end(Cursor cursor) {
        return message("end", id(cursor), "{}");
    }

    private static String id(Cursor cursor) {
        return cursor.equals(Cursor.START) ? "" : cursor.text();
    }

    /** The events as pages of about {@link #PAGE_BYTES}, each with one event at least. */
    static List<Page> pages(Cursor from, List<StoredEvent> entries) {
        List<Page> pages = new ArrayList<>();
        SseFormat format = new SseFormat();
        Page.Draft draft = new Page.Draft(from);
        for (StoredEvent entry : entries) {
            Cursor cursor = entry.cursor();
            format.event(entry, cursor);
            draft.add(cursor, format.bytes.length());
            if (format.bytes.length() < PAGE_BYTES) continue;
            pages.add(draft.page(format.bytes.take()));
            draft = new Page.Draft(cursor);
        }
        if (!draft.isEmpty()) pages.add(draft.page(format.bytes.take()));
        return pages;
    }

    private static byte[] message(String name, String id, String json) {
        SseFormat format = new SseFormat();
        format.head(utf8(name), id);
        format.bytes.json(json).raw(BREAK).raw(BREAK);
        return format.bytes.take();
    }

    private void event(StoredEvent entry, Cursor cursor) {
        head(name(entry), cursor.text());
        EventJson.write(entry, bytes);
        bytes.raw(BREAK).raw(BREAK);
    }

    /** See openapi.yaml. */
    private static byte[] name(StoredEvent event) {
        EventType type = event.type();
        if (type == EventType.RECOVERY) return RECOVERY_EVENT;
        if (type == EventType.DECISION) return DECISION_EVENT;
        if (type == EventType.REVIEW) return REVIEW_EVENT;
        return event.stream().source().equals(AgentEvent.ORCHESTRATOR) ? SESSION_EVENT : AGENT_EVENT;
    }

    private void head(byte[] name, String id) {
        bytes.raw(EVENT).raw(name).raw(BREAK);
        if (!id.isEmpty()) bytes.raw(ID).json(id).raw(BREAK);
        bytes.raw(DATA);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
