package orchestrator.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.Set;
import orchestrator.api.problem.Problem;
import orchestrator.api.session.SessionFinder;
import orchestrator.api.session.SessionView;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.eventlog.Artifacts;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.EventPage;
import orchestrator.eventlog.EventQuery;
import orchestrator.text.VisibleText;

/** Results of a session as the worker stored them: report and summary at its end, diffs also before that. */
final class ReportRoutes {
    private static final int PAGE = 200;

    /** Types of the session's events that name these artifacts. */
    private static final Set<EventType> TELLING =
            Set.of(EventType.RESULT, EventType.REVIEW, EventType.DECISION, EventType.CONTROL);

    private final EventLog log;
    private final Artifacts artifacts;
    private final SessionFinder sessions;

    ReportRoutes(EventLog log, Artifacts artifacts, SessionFinder sessions) {
        this.log = log;
        this.artifacts = artifacts;
        this.sessions = sessions;
    }

    void install(RoutesConfig routes) {
        routes.get("/api/v1/{session}/report", ctx -> artifact(ctx, "report", "text/markdown; charset=utf-8"));
        routes.get("/api/v1/{session}/summary", this::summary);
        routes.get("/api/v1/{session}/diff", ctx -> artifact(ctx, "diff", "text/x-diff; charset=utf-8"));
    }

    /** JSON, so that nothing in it controls a terminal as it is. */
    private void summary(Context ctx) {
        ctx.contentType("application/json").result(content(ctx, "summary"));
    }

    /** An agent's files and words must not control the terminal that shows them, or look like something else. */
    private void artifact(Context ctx, String name, String type) {
        String content = content(ctx, name);
        ctx.contentType(type).result(QueryParams.isSet(ctx, "exact") ? content : VisibleText.of(content));
    }

    private String content(Context ctx, String name) {
        SessionView view = sessions.get(ctx.pathParam("session"));
        String reference = newest(view.state().key(), name).orElseThrow(() -> missing(view, name));
        return artifacts
                .get(reference)
                .orElseThrow(() -> Problem.notFound("The " + name + " is named in the event log, but its text "
                        + reference + " is not there; the log may have been copied incompletely."));
    }

    private Optional<String> newest(String key, String name) {
        if (key.isEmpty()) return Optional.empty();
        String found = "";
        Cursor after = Cursor.START;
        while (true) {
            EventPage page = log.read(new EventQuery(key, "", TELLING, after, PAGE));
            if (page.isEmpty()) return Optional.of(found).filter(reference -> !reference.isEmpty());
            for (AgentEvent event : page.events()) {
                if (isSessions(event) && event.data().path(name).isTextual()) {
                    found = event.data().path(name).asText();
                }
            }
            after = page.next();
        }
    }

    private static boolean isSessions(AgentEvent event) {
        boolean isOurs =
                event.source().equals(AgentEvent.ORCHESTRATOR) || event.source().equals(AgentEvent.SETTLEMENT);
        return isOurs && event.run().isEmpty();
    }

    private static Problem missing(SessionView view, String name) {
        return Problem.notFound(
                view.open()
                        ? "There is no " + name + " yet: the session is not finished yet; its state is at /state."
                        : "There is no " + name + ": the session ended without one ("
                                + view.state().phase().wire() + ").");
    }
}
