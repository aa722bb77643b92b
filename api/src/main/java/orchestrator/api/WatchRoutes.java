package orchestrator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import orchestrator.api.access.Body;
import orchestrator.api.access.Caller;
import orchestrator.api.problem.Problem;
import orchestrator.api.watch.WatchController;
import orchestrator.api.watch.WatchFinder;
import orchestrator.api.watch.WatchJson;
import orchestrator.api.watch.WatchStarter;
import orchestrator.autofix.AutoFix;
import orchestrator.json.Json;
import orchestrator.text.Text;

/** Watched projects: begins, lists, shows and controls them. */
final class WatchRoutes {
    private static final int SHOWN_CHARS = 100;

    private final WatchFinder watches;
    private final WatchStarter starts;
    private final WatchController controls;
    private final WatchJson json;

    WatchRoutes(WatchFinder watches, WatchStarter starts, WatchController controls, WatchJson json) {
        this.watches = watches;
        this.starts = starts;
        this.controls = controls;
        this.json = json;
    }

    void install(RoutesConfig routes) {
        routes.get("/api/v1/watches", this::list);
        routes.post("/api/v1/watches", this::start);
        routes.get("/api/v1/watches/{project}", ctx -> ctx.json(json.of(watches.get(ctx.pathParam("project")))));
        routes.post("/api/v1/watches/{project}/{control}", this::control);
    }

    private void list(Context ctx) {
        ObjectNode answer = Json.MAPPER.createObjectNode();
        ArrayNode list = answer.putArray("watches");
        watches.list().forEach(view -> list.add(json.of(view)));
        ctx.json(answer);
    }

    private void start(Context ctx) {
        WatchStarter.Started started =
                starts.start(Body.json(ctx), Caller.of(ctx).control("", false));
        String project = started.view().state().project();
        ObjectNode answer = Json.MAPPER
                .createObjectNode()
                .put("project", project)
                .put("workflow", AutoFix.id(project))
                .put("attached", started.attached())
                .put("changed", started.changed())
                .put("kept", started.kept());
        answer.set("state", json.of(started.view()));
        ctx.status(started.kept() ? 202 : started.attached() ? 200 : 201)
                .header("Location", "/api/v1/watches/" + project)
                .json(answer);
    }

    private void control(Context ctx) {
        JsonNode body = Body.json(ctx);
        if (!body.isObject())
            throw Problem.badRequest("The body must be an object such as {\"task\": \"task_0a1b2c3d\"}, or be empty.");
        WatchController.Done done = controls.ask(
                ctx.pathParam("project"),
                ctx.pathParam("control"),
                text(body, "task"),
                Caller.of(ctx).control(text(body, "reason"), false));
        ctx.status(done.kept() ? 202 : 200).json(json.of(done.view()));
    }

    private static String text(JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull() || value.isTextual())
            return value.asText("").strip();
        throw Problem.badRequest(
                "`" + name + "` must be a text, not `" + Text.cut(value.toString(), SHOWN_CHARS) + "`.");
    }
}
