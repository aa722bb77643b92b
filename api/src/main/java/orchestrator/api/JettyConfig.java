package orchestrator.api;

import io.javalin.config.JavalinConfig;
import io.javalin.json.JavalinJackson;
import java.time.Duration;
import orchestrator.api.access.Access;
import orchestrator.api.problem.EarlyErrors;
import orchestrator.api.serving.MemoryBudget;
import orchestrator.api.serving.PathPrefix;
import orchestrator.api.serving.SlowHeads;
import orchestrator.api.serving.WholeBodies;
import orchestrator.json.Json;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Configures Jetty and Javalin. */
final class JettyConfig {
    private static final int THREADS_MAX = 64;
    private static final int THREADS_MIN = 4;

    /** A client that reads nothing for this long is dropped; it reconnects with the last id it has seen. */
    private static final long IDLE_MILLIS = 30_000;

    /** A thousand clients come back at once when the server starts again; a shorter queue costs each a second. */
    private static final int CONNECTIONS_AT_ONCE = 1_024;

    /** The time that the head and the body of a request may each take to arrive. */
    static final Duration ARRIVES_WITHIN = Duration.ofSeconds(10);

    private static final long SLOW_BYTES_MAX = 64L * 1024 * 1024;

    /** Session ids may contain slashes, which arrive encoded. */
    private static final UriCompliance ENCODED_SLASHES = UriCompliance.DEFAULT.with(
            "ENCODED_SLASHES",
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING);

    private JettyConfig() {}

    static void configure(JavalinConfig config, Settings settings, Access access, SlowHeads slowHeads) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.jsonMapper(new JavalinJackson(Json.MAPPER, false));
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = Access.BODY_BYTES_MAX;
        config.http.defaultContentType = "text/plain; charset=utf-8";
        config.jetty.threadPool = new QueuedThreadPool(THREADS_MAX, THREADS_MIN);
        config.jetty.addConnector((server, http) -> connector(server, http, settings, slowHeads));
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setUriCompliance(ENCODED_SLASHES);
        });
        config.jetty.modifyServer(server -> {
            server.setErrorHandler(new EarlyErrors());
            WholeBodies bodies = new WholeBodies(
                    access::isBodyWaitedFor,
                    (int) Access.BODY_BYTES_MAX,
                    ARRIVES_WITHIN,
                    new MemoryBudget(SLOW_BYTES_MAX));
            server.setHandler(new PathPrefix(settings.prefix(), bodies));
        });
        config.jetty.modifyServletContextHandler(context -> {
            context.setErrorHandler(new EarlyErrors());
            context.getServletHandler().setDecodeAmbiguousURIs(true);
        });
    }

    private static ServerConnector connector(
            Server server, HttpConfiguration http, Settings settings, SlowHeads slowHeads) {
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(settings.bind());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setAcceptQueueSize(CONNECTIONS_AT_ONCE);
        connector.addBean(slowHeads);
        return connector;
    }
}
