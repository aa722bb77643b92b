package orchestrator.api.live;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventFilter;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.EventSearch;
import orchestrator.eventlog.EventSearch.Direction;
import orchestrator.eventlog.FoundEvents;
import orchestrator.eventlog.StoredEvent;
import orchestrator.json.Json;

/** Events as JSON, a page at a time, in the order of the log. A page takes a limited time, and says if that ended it. */
public final class EventPages {
    public static final int LIMIT_MAX = 1_000;

    /** Looked at before the time is looked at. */
    private static final int LOOKED_AT_MAX = 10_000;

    private static final long NANOS_MAX = Duration.ofMillis(250).toNanos();

    private static final byte[] EVENTS = utf8("{\"events\":[");
    private static final byte[] COMMA = utf8(",");
    private static final byte[] NEXT = utf8("],\"next\":");
    private static final byte[] PREVIOUS = utf8(",\"previous\":");
    private static final byte[] MORE = utf8(",\"more\":");
    private static final byte[] MATCHES = utf8(",\"matches\":{\"count\":");
    private static final byte[] AT_LEAST = utf8(",\"atLeast\":");
    private static final byte[] END = utf8("}");

    private final EventLog log;

    public EventPages(EventLog log) {
        this.log = log;
    }

    /**
     * A page of events.
     *
     * @param from see {@link EventSearch}
     * @param isCounted true to say how many events match in all
     */
    public record Request(
            String key, EventFilter filter, Direction direction, Cursor from, int limit, boolean isCounted) {
        EventSearch search() {
            return new EventSearch(key, filter, direction, from, limit, LOOKED_AT_MAX);
        }

        EventSearch fromTheBeginning() {
            return new EventSearch(key, filter, Direction.FORWARD, Cursor.START, limit, LOOKED_AT_MAX);
        }

        boolean isBackward() {
            return direction == Direction.BACKWARD;
        }
    }

    /**
     * Writes {@code {"events": […], "next": id, "more": bool}}; backward also {@code previous}, and if they are counted
     * {@code matches}.
     */
    public void write(Request request, OutputStream out) throws IOException {
        long began = System.nanoTime();
        Cursor newest = log.newest();
        FoundEvents found = find(request.search(), began);
        List<StoredEvent> events = new ArrayList<>(found.events());
        if (request.isBackward()) Collections.reverse(events);
        JsonBytes json = new JsonBytes();
        byte[] before = EVENTS;
        for (StoredEvent event : events) {
            EventJson.write(event, json.raw(before));
            out.write(json.take());
            before = COMMA;
        }
        if (events.isEmpty()) json.raw(EVENTS);
        cursor(json.raw(NEXT), request.isBackward() ? after(request, events, newest) : found.reached());
        if (request.isBackward()) cursor(json.raw(PREVIOUS), found.reached());
        json.raw(MORE).json(Boolean.toString(!found.isAll()));
        if (request.isCounted()) matches(json, count(request, found, began));
        out.write(json.raw(END).take());
    }

    /** Where the events begin that come after a page of the newest ones, or of those before others. */
    private static Cursor after(Request request, List<StoredEvent> events, Cursor newest) {
        if (request.from().equals(Cursor.END)) return newest;
        return events.isEmpty() ? request.from() : events.get(events.size() - 1).cursor();
    }

    private static void cursor(JsonBytes json, Cursor cursor) {
        json.json(Json.write(CursorJson.of(cursor)));
    }

    private static void matches(JsonBytes json, FoundEvents counted) {
        json.raw(MATCHES).number(counted.count());
        json.raw(AT_LEAST).json(Boolean.toString(!counted.isAll())).raw(END);
    }

    private FoundEvents find(EventSearch search, long began) {
        List<StoredEvent> events = new ArrayList<>();
        FoundEvents found = log.find(search);
        events.addAll(found.events());
        while (!found.isAll() && events.size() < search.limit() && hasTime(began)) {
            found = log.find(search.from(found.reached(), search.limit() - events.size()));
            events.addAll(found.events());
        }
        return new FoundEvents(events, events.size(), found.reached(), found.isAll());
    }

    private FoundEvents count(Request request, FoundEvents page, long began) {
        boolean isWhole = request.from().equals(request.isBackward() ? Cursor.END : Cursor.START) && page.isAll();
        if (isWhole) return page;
        EventSearch search = request.fromTheBeginning();
        FoundEvents counted = log.count(search);
        long count = counted.count();
        while (!counted.isAll() && hasTime(began)) {
            counted = log.count(search.from(counted.reached(), search.limit()));
            count += counted.count();
        }
        return new FoundEvents(List.of(), Math.max(count, page.count()), counted.reached(), counted.isAll());
    }

    private static boolean hasTime(long began) {
        return System.nanoTime() - began < NANOS_MAX;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
