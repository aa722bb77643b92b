package orchestrator.api;

import io.javalin.http.Context;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import orchestrator.api.problem.Problem;
import orchestrator.api.session.SessionFilter;
import orchestrator.event.EventType;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventFilter;
import orchestrator.eventlog.EventLog;
import orchestrator.json.WireName;
import orchestrator.text.Text;
import org.jspecify.annotations.Nullable;

/** Reads query parameters; a wrong one is a bad request. */
final class QueryParams {
    private static final int SEARCH_CHARS_MAX = 200;
    private static final String IMPORTANT = "important";

    private QueryParams() {}

    static int limit(Context ctx, int otherwise, int max) {
        long limit = number(ctx, "limit", otherwise);
        if (limit < 1) throw Problem.badRequest("`limit` must be a number from 1 to " + max + ".");
        return (int) Math.min(limit, max);
    }

    static boolean wantsJson(Context ctx) {
        String format = orEmpty(ctx.queryParam("format"));
        if (format.equals("json")) return true;
        if (format.isEmpty() || format.equals("sse")) return false;
        throw Problem.badRequest("`format` must be json or sse, not `" + format + "`.");
    }

    static Cursor after(Context ctx, EventLog log) {
        String text = ctx.queryParam("after");
        return text == null || text.isBlank() ? Cursor.START : cursor("after", text.strip(), log);
    }

    /** The events before a cursor; {@code latest} for the newest. */
    static Cursor eventsBefore(Context ctx, EventLog log) {
        String text = orEmpty(ctx.queryParam("before"));
        return text.equals("latest") ? Cursor.END : cursor("before", text, log);
    }

    static EventFilter filter(Context ctx) {
        return new EventFilter(orEmpty(ctx.queryParam("run")), types(ctx), search(ctx));
    }

    static SessionFilter sessions(Context ctx) {
        Set<String> states = words(ctx, "state");
        for (String state : states) {
            if (!SessionFilter.STATES.contains(state))
                throw Problem.badRequest(
                        "`state` has no value `" + state + "`; the values are " + SessionFilter.STATES + ".");
        }
        return new SessionFilter(
                states, orEmpty(ctx.queryParam("target")), orEmpty(ctx.queryParam("agent")), search(ctx));
    }

    private static Set<String> words(Context ctx, String name) {
        return ctx.queryParams(name).stream()
                .flatMap(given -> Arrays.stream(given.split(",")))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String search(Context ctx) {
        String words = Text.clean(orEmpty(ctx.queryParam("search")));
        if (words.length() <= SEARCH_CHARS_MAX) return words;
        throw Problem.badRequest("`search` must have at most " + SEARCH_CHARS_MAX + " characters.");
    }

    static boolean isSet(Context ctx, String name) {
        String text = orEmpty(ctx.queryParam(name));
        if (text.isEmpty() || text.equals("false")) return false;
        if (text.equals("true")) return true;
        throw Problem.badRequest("`" + name + "` must be true or false, not `" + text + "`.");
    }

    private static Cursor cursor(String name, String text, EventLog log) {
        try {
            return log.cursor(text);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("`" + name + "` must be a place in the event log, as `next` or the id of an event"
                    + " says it, not `" + text + "`.");
        }
    }

    private static long number(Context ctx, String name, long otherwise) {
        String text = ctx.queryParam(name);
        return text == null || text.isBlank() ? otherwise : number(name, text.strip());
    }

    private static long number(String name, String text) {
        try {
            long number = Long.parseLong(text);
            if (number >= 0) return number;
        } catch (NumberFormatException e) {
            // Reported below, like a negative one.
        }
        throw Problem.badRequest("`" + name + "` must be a number that is not negative, not `" + text + "`.");
    }

    /**
     * The cursor from which a feed continues: after the last event that the client has seen. The header is newer than
     * the URL, which an EventSource repeats unchanged when it reconnects. A cursor after the newest event comes from
     * another log and means nothing in ours.
     */
    static Cursor resumeAfter(Context ctx, EventLog log) {
        Cursor newest = log.newest();
        String header = ctx.header("Last-Event-ID");
        boolean hasHeader = header != null && !header.isBlank();
        if (!hasHeader && "latest".equals(ctx.queryParam("after"))) return newest;
        Cursor after = hasHeader ? cursor("Last-Event-ID", header.strip(), log) : after(ctx, log);
        return log.isBehind(after, newest) ? Cursor.START : after;
    }

    /** A time, such as the start of a session; without one, a time that never comes. */
    static Instant before(Context ctx) {
        String text = orEmpty(ctx.queryParam("before"));
        try {
            return text.isEmpty() ? Instant.MAX : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Problem.badRequest(
                    "`before` must be a time as `startedAt` says it, such as 2026-11-29T17:00:00Z, not `" + text
                            + "`.");
        }
    }

    private static Set<EventType> types(Context ctx) {
        EnumSet<EventType> types = EnumSet.noneOf(EventType.class);
        for (String name : words(ctx, "type")) {
            if (name.equals(IMPORTANT)) types.addAll(EventFilter.IMPORTANT);
            else types.add(type(name));
        }
        return types;
    }

    private static EventType type(String name) {
        return WireName.find(EventType.class, name)
                .orElseThrow(() -> Problem.badRequest("`type` has no value `" + name
                        + "`; the values are important and "
                        + Arrays.stream(EventType.values()).map(EventType::wire).toList() + "."));
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
