package orchestrator.api;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import orchestrator.api.problem.Problem;
import orchestrator.event.EventType;
import orchestrator.json.WireName;
import org.jspecify.annotations.Nullable;

/** Reads what stands in a URL; what makes no sense is the caller's to put right. */
final class QueryParams {
    private QueryParams() {}

    static int limit(Context ctx, int otherwise, int max) {
        long limit = number(ctx, "limit", otherwise);
        if (limit < 1) throw Problem.badRequest("`limit` must be a number from 1 to " + max + ".");
        return (int) Math.min(limit, max);
    }

    static long after(Context ctx) {
        return number(ctx, "after", 0);
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
            // Said below, as for a negative one.
        }
        throw Problem.badRequest("`" + name + "` must be a number that is not negative, not `" + text + "`.");
    }

    /**
     * Where a feed goes on: behind the last event that the client has seen. The header is newer than the URL, which an
     * EventSource repeats unchanged when it comes back.
     *
     * @param newest the last id there is; one beyond it comes from another log, which has nothing to do with ours
     */
    static long resumeAfter(Context ctx, long newest) {
        String header = ctx.header("Last-Event-ID");
        if ((header == null || header.isBlank()) && "latest".equals(ctx.queryParam("after"))) return newest;
        long after = header == null || header.isBlank() ? after(ctx) : number("Last-Event-ID", header.strip());
        return after > newest ? 0 : after;
    }

    static Set<EventType> types(Context ctx) {
        EnumSet<EventType> types = EnumSet.noneOf(EventType.class);
        for (String given : ctx.queryParams("type")) {
            for (String name : given.split(",")) {
                if (!name.isBlank()) types.add(type(name.strip()));
            }
        }
        return types;
    }

    private static EventType type(String name) {
        return WireName.find(EventType.class, name)
                .orElseThrow(() -> Problem.badRequest("`type` has no value `" + name + "`; the values are "
                        + Arrays.stream(EventType.values()).map(EventType::wire).toList() + "."));
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
