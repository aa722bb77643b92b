package orchestrator.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import orchestrator.api.live.CursorJson;
import orchestrator.api.live.EventSource;
import orchestrator.api.live.TextLog;
import orchestrator.api.problem.Problem;
import orchestrator.api.session.FollowedSession;
import orchestrator.api.session.SessionFinder;
import orchestrator.api.session.SessionView;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.store.EventStore;

/** Events: live, in pages, and as text. */
final class EventRoutes {
    private final EventStore store;
    private final EventLog log;
    private final SessionFinder sessions;
    private final EventAnswers answers;
    private final TextLog text;

    EventRoutes(EventStore store, SessionFinder sessions, EventAnswers answers, TextLog text) {
        this.store = store;
        this.log = store.events();
        this.sessions = sessions;
        this.answers = answers;
        this.text = text;
    }

    void install(RoutesConfig routes) {
        routes.get("/api/v1/events", this::all);
        routes.get("/api/v1/{session}/events", this::events);
        routes.get("/api/v1/{session}/logs/{agent}", this::logs);
    }

    private void all(Context ctx) throws IOException {
        answers.answer(ctx, "", EventSource::all);
    }

    private void events(Context ctx) throws IOException {
        String ref = ctx.pathParam("session");
        SessionView view = sessions.get(ref);
        String key = view.state().key();
        if (QueryParams.wantsJson(ctx) && key.isEmpty()) {
            // An empty key would mean the events of all sessions.
            ctx.json(Map.of("events", List.of(), "next", CursorJson.of(QueryParams.after(ctx, log)), "more", false));
            return;
        }
        answers.answer(ctx, key, () -> new FollowedSession(sessions, store.archive(), ref, view));
    }

    private void logs(Context ctx) throws IOException {
        SessionView view = sessions.get(ctx.pathParam("session"));
        String who = ctx.pathParam("agent");
        requireKnown(view, who);
        Cursor after = QueryParams.after(ctx, log);
        Cursor newest = log.newest();
        Cursor next = log.isBehind(after, newest) ? after : newest;
        ctx.contentType("text/plain; charset=utf-8").header("X-Next-After", next.text());
        try (Writer out = new OutputStreamWriter(ctx.outputStream(), StandardCharsets.UTF_8)) {
            text.write(
                    view.state().key(),
                    event -> event.run().equals(who) || event.agent().equals(who),
                    after,
                    newest,
                    out);
        }
    }

    private void requireKnown(SessionView view, String who) {
        Set<String> known = new TreeSet<>();
        view.state().assignments().forEach(one -> known.addAll(List.of(one.run(), one.agent())));
        store.activity().runs(view.state().key()).forEach(one -> known.addAll(List.of(one.run(), one.agent())));
        if (known.contains(who)) return;
        throw Problem.notFound("The session has no agent or run `" + who + "`; "
                + (known.isEmpty() ? "none has started yet." : "it has " + String.join(", ", known) + "."));
    }
}
