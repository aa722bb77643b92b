package orchestrator.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import orchestrator.api.watch.WatchFinder;
import orchestrator.api.watch.WatchMetrics;
import orchestrator.home.Home;

/** Numbers about watched projects, for Prometheus. */
final class MetricsRoutes {
    private final WatchFinder watches;
    private final Home home;

    MetricsRoutes(WatchFinder watches, Home home) {
        this.watches = watches;
        this.home = home;
    }

    void install(RoutesConfig routes) {
        routes.get("/metrics", this::metrics);
    }

    private void metrics(Context ctx) {
        ctx.contentType("text/plain; version=0.0.4; charset=utf-8").result(WatchMetrics.text(watches.list(), home));
    }
}
