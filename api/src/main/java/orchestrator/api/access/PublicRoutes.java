package orchestrator.api.access;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;

/** Routes without a token: health, the dashboard's files (they hold no data) and the login. */
final class PublicRoutes {
    private PublicRoutes() {}

    static boolean is(Context ctx) {
        boolean reads = ctx.method() == HandlerType.GET || ctx.method() == HandlerType.HEAD;
        boolean holdsData = ctx.path().startsWith("/api/") || ctx.path().equals("/metrics");
        return reads ? !holdsData : ctx.path().equals(Access.LOGIN);
    }
}
