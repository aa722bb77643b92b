package orchestrator.api.shelf;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import orchestrator.api.access.Body;
import orchestrator.api.problem.Problem;
import orchestrator.api.session.SessionFinder;
import orchestrator.api.session.SessionView;
import orchestrator.api.session.StateJson;
import orchestrator.eventlog.Archive;
import orchestrator.eventlog.Archive.Shelf;

/** Archives sessions that are over. Nothing of them is deleted, and it can be undone. */
public final class ShelfRoutes {
    private final Archive archive;
    private final SessionFinder sessions;
    private final StateJson json;

    public ShelfRoutes(Archive archive, SessionFinder sessions, StateJson json) {
        this.archive = archive;
        this.sessions = sessions;
        this.json = json;
    }

    public void install(RoutesConfig routes) {
        routes.post("/api/v1/{session}/archive", ctx -> put(ctx, Shelf.PUT_AWAY));
        routes.post("/api/v1/{session}/unarchive", ctx -> put(ctx, Shelf.LIST));
    }

    private void put(Context ctx, Shelf shelf) {
        Body.json(ctx);
        SessionView view = sessions.get(ctx.pathParam("session"));
        String id = view.state().session();
        if (shelf == Shelf.PUT_AWAY && view.open())
            throw Problem.conflict("The session `" + id + "` is open, so it stays in the list. Stop it first:"
                    + "  orchestrate stop " + id);
        archive.put(id, shelf);
        ctx.json(json.of(view));
    }
}
