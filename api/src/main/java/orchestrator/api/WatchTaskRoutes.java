package orchestrator.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;
import orchestrator.api.live.EventSource;
import orchestrator.api.problem.Problem;
import orchestrator.api.watch.WatchedTasks;
import orchestrator.autofix.FixTask;
import orchestrator.text.VisibleText;

/** One task of a watched project: its attempts, its texts and its events. */
final class WatchTaskRoutes {
    private final WatchedTasks tasks;
    private final EventAnswers answers;

    WatchTaskRoutes(WatchedTasks tasks, EventAnswers answers) {
        this.tasks = tasks;
        this.answers = answers;
    }

    void install(RoutesConfig routes) {
        routes.get("/api/v1/watches/{project}/tasks/{task}", ctx -> ctx.json(tasks.json(project(ctx), task(ctx))));
        routes.get(
                "/api/v1/watches/{project}/tasks/{task}/diff",
                ctx -> text(ctx, "text/x-diff", tasks.diff(project(ctx), task(ctx), attempt(ctx))));
        routes.get(
                "/api/v1/watches/{project}/tasks/{task}/ledger",
                ctx -> text(ctx, "text/markdown", tasks.ledger(project(ctx), task(ctx))));
        routes.get(
                "/api/v1/watches/{project}/tasks/{task}/output",
                ctx -> text(ctx, "text/plain", tasks.output(project(ctx), task(ctx), attempt(ctx))));
        routes.get(
                "/api/v1/watches/{project}/tasks/{task}/strategy",
                ctx -> text(ctx, "text/plain", tasks.strategy(project(ctx), task(ctx), attempt(ctx))));
        routes.get("/api/v1/watches/{project}/tasks/{task}/events", this::events);
    }

    private static String project(Context ctx) {
        return ctx.pathParam("project");
    }

    private static String task(Context ctx) {
        return ctx.pathParam("task");
    }

    private static void text(Context ctx, String type, String text) {
        ctx.contentType(type + "; charset=utf-8").result(QueryParams.isSet(ctx, "exact") ? text : VisibleText.of(text));
    }

    private static Optional<Integer> attempt(Context ctx) {
        String text = QueryParams.orEmpty(ctx.queryParam("attempt"));
        if (text.isEmpty()) return Optional.empty();
        if (text.matches("[0-9]{1,4}")) return Optional.of(Integer.parseInt(text));
        throw Problem.badRequest("`attempt` must be the number of an attempt, or 0 for the tests before the first.");
    }

    private void events(Context ctx) throws IOException {
        EventSource source = tasks.events(project(ctx), task(ctx));
        answers.answer(ctx, FixTask.id(project(ctx), task(ctx)), () -> source);
    }
}
