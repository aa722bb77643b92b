package orchestrator.api.access;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;

/** What needs no token: whether we are up, the page's files (they hold no data), and the way in. */
final class PublicRoutes {
    private PublicRoutes() {}

    static boolean is(Context ctx) {
        boolean reads = ctx.method() == HandlerType.GET || ctx.method() == HandlerType.HEAD;
        return reads ? !ctx.path().startsWith("/api/") : ctx.path().equals(Access.LOGIN);
    }
}
