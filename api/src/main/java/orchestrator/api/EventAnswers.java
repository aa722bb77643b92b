package orchestrator.api;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.function.Supplier;
import orchestrator.api.live.EventPages;
import orchestrator.api.live.EventSource;
import orchestrator.api.live.Feeds;
import orchestrator.api.problem.Problem;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.EventSearch.Direction;

/** Answers with events of any source, live or as a page, as the request wants them. */
final class EventAnswers {
    private static final int PAGE = 500;

    private final EventLog log;
    private final Feeds feeds;
    private final EventPages pages;

    EventAnswers(EventLog log, Feeds feeds, EventPages pages) {
        this.log = log;
        this.feeds = feeds;
        this.pages = pages;
    }

    /** @param key of the events; empty for those of all sessions */
    void answer(Context ctx, String key, Supplier<EventSource> source) throws IOException {
        if (QueryParams.wantsJson(ctx)) page(ctx, key);
        else stream(ctx, source.get());
    }

    void stream(Context ctx, EventSource source) {
        for (String name : new String[] {"limit", "before", "count"}) {
            if (ctx.queryParam(name) != null)
                throw Problem.badRequest("`" + name + "` is for pages, and this is a stream: add `format=json` to get a"
                        + " page, or leave `" + name + "` out.");
        }
        feeds.serve(ctx, source, QueryParams.filter(ctx), QueryParams.resumeAfter(ctx, log));
    }

    private void page(Context ctx, String key) throws IOException {
        boolean isBackward = ctx.queryParam("before") != null;
        if (isBackward && ctx.queryParam("after") != null)
            throw Problem.badRequest("Give `after` or `before`: a page goes on in one direction.");
        Cursor from = isBackward ? QueryParams.eventsBefore(ctx, log) : QueryParams.after(ctx, log);
        EventPages.Request request = new EventPages.Request(
                key,
                QueryParams.filter(ctx),
                isBackward ? Direction.BACKWARD : Direction.FORWARD,
                from,
                QueryParams.limit(ctx, PAGE, EventPages.LIMIT_MAX),
                QueryParams.isSet(ctx, "count"));
        ctx.contentType("application/json");
        pages.write(request, ctx.outputStream());
    }
}
