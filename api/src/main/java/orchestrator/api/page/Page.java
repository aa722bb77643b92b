package orchestrator.api.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.regex.Pattern;
import orchestrator.api.access.Access;
import orchestrator.api.problem.Problem;

/** The dashboard: its files, and the way in with a token; and the description of the interface. */
public final class Page {
    private static final Pattern FILE = Pattern.compile("[a-z][a-z0-9-]{0,40}\\.(css|js|svg)");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final Access access;

    public Page(Access access) {
        this.access = access;
    }

    public void install(RoutesConfig routes) {
        routes.get("/", this::index);
        routes.get("/openapi.yaml", ctx -> send(ctx, 200, "/openapi.yaml", "application/yaml"));
        routes.get("/{file}", this::file);
    }

    private void index(Context ctx) {
        String token = ctx.queryParam("token");
        if (token == null) {
            send(ctx, access.loggedIn(ctx) ? 200 : 401, access.loggedIn(ctx) ? "index.html" : "login.html");
        } else if (access.logIn(ctx, token)) {
            // Away from the URL, and so from history and bookmarks.
            ctx.status(303).header("Location", "/");
        } else {
            send(ctx, 401, "login-failed.html");
        }
    }

    private void file(Context ctx) {
        String name = ctx.pathParam("file");
        if (!FILE.matcher(name).matches()) throw nothing(name);
        send(ctx, 200, name);
    }

    private static void send(Context ctx, int status, String name) {
        send(ctx, status, "/dashboard/" + name, TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
    }

    private static void send(Context ctx, int status, String name, String type) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) throw nothing(name.substring(name.lastIndexOf('/') + 1));
            ctx.status(status)
                    .contentType(type)
                    .header("Cache-Control", "no-cache")
                    .result(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the page's file " + name, e);
        }
    }

    private static Problem nothing(String name) {
        return Problem.notFound("There is no page `/" + name + "`; the dashboard is at /, the interface at /api/v1.");
    }
}
