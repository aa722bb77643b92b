package orchestrator.api.dashboard;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import orchestrator.api.access.Access;
import orchestrator.api.access.Body;
import orchestrator.api.problem.Problem;

/** Serves the dashboard, logs browsers in and out, and serves the description of the HTTP interface. */
public final class DashboardRoutes {
    private static final Pattern FILE = Pattern.compile("[a-z][a-z0-9-]{0,40}\\.(css|js|svg)");
    private static final List<String> FOLDERS = List.of("net", "state", "style", "ui", "views", "watch");
    /** Modules of others, from their jars. */
    private static final Map<String, Library> LIBRARIES = Map.of(
            "marked.esm.js", new Library("marked/16.4.1/lib/marked.esm.js", ""),
            "highlight.js", new Library("highlightjs/11.11.1/highlight.min.js", "\nexport default hljs;\n"));

    /** @param end what makes a module of a script */
    private record Library(String file, String end) {}

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final Access access;

    public DashboardRoutes(Access access) {
        this.access = access;
    }

    public void install(RoutesConfig routes) {
        routes.get("/", this::index);
        routes.get("/openapi.yaml", ctx -> send(ctx, 200, "/openapi.yaml", "application/yaml"));
        routes.post("/api/v1/login-codes", this::loginCode);
        routes.get("/login", this::logInByCode);
        routes.post("/login", this::logIn);
        routes.post("/logout", this::logOut);
        routes.get("/{file}", ctx -> file(ctx, ""));
        routes.get("/lib/{file}", DashboardRoutes::library);
        for (String folder : FOLDERS) routes.get("/" + folder + "/{file}", ctx -> file(ctx, folder + "/"));
    }

    private void index(Context ctx) {
        boolean in = access.loggedIn(ctx);
        send(ctx, in ? 200 : 401, in ? "index.html" : "login.html");
    }

    private void loginCode(Context ctx) {
        ctx.status(201).json(Map.of("code", access.loginCode(ctx)));
    }

    /** Opening a used link again is harmless: a browser that is logged in sees the page. */
    private void logInByCode(Context ctx) {
        String code = ctx.queryParam("code");
        if (ctx.method() == HandlerType.GET && code != null && access.logInByCode(ctx, code)) {
            redirectHome(ctx);
        } else if (access.loggedIn(ctx)) {
            redirectHome(ctx);
        } else {
            send(ctx, 401, code == null ? "login.html" : "login-used.html");
        }
    }

    private void logIn(Context ctx) {
        if (access.logIn(ctx, Body.formField(ctx, "token"))) redirectHome(ctx);
        else send(ctx, 401, "login-failed.html");
    }

    private void logOut(Context ctx) {
        access.logOut(ctx);
        ctx.status(204);
    }

    /** Leaves the URL with the code. The path is relative to it, so that it fits behind every proxy. */
    private static void redirectHome(Context ctx) {
        ctx.status(303).header("Location", "./");
    }

    private static void file(Context ctx, String folder) {
        String name = ctx.pathParam("file");
        if (!FILE.matcher(name).matches()) throw notFound(folder + name);
        Optional<String> number = CountedIcon.number(name);
        if (number.isEmpty()) send(ctx, 200, folder + name);
        else sendIcon(ctx, number.get());
    }

    private static void library(Context ctx) {
        String name = ctx.pathParam("file");
        Library library = LIBRARIES.get(name);
        if (library == null) throw notFound("lib/" + name);
        find("/META-INF/resources/webjars/" + library.file(), library.end()).sendTo(ctx, 200, TYPES.get("js"));
    }

    private static void sendIcon(Context ctx, String number) {
        PageFile icon = find("/dashboard/icon.svg");
        PageFile.of(CountedIcon.of(icon.text(), number)).sendTo(ctx, 200, TYPES.get("svg"));
    }

    private static void send(Context ctx, int status, String name) {
        send(ctx, status, "/dashboard/" + name, TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
    }

    private static void send(Context ctx, int status, String name, String type) {
        find(name).sendTo(ctx, status, type);
    }

    private static PageFile find(String name) {
        return find(name, "");
    }

    private static PageFile find(String name, String end) {
        return PageFile.find(name, end).orElseThrow(() -> notFound(name.replaceFirst("^/(dashboard/)?", "")));
    }

    private static Problem notFound(String name) {
        return Problem.notFound("There is no page `/" + name + "`; the dashboard is at /, the interface at /api/v1.");
    }
}
