package orchestrator.api.mcp;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import java.util.Optional;
import orchestrator.api.access.Body;
import orchestrator.api.problem.Problem;
import orchestrator.home.Home;
import org.jspecify.annotations.Nullable;

/**
 * Streamable HTTP at {@code /mcp}, behind the token. It keeps nothing between two calls, so a restart of the API ends no
 * conversation; and what was refused to an agent's own processes, is refused here before it is read.
 */
public final class McpRoutes {
    private static final String PATH = "/mcp";
    /** Far fewer than the API has threads: a call that waits also needs another one for its looks at the state. */
    private static final int WAITING_MAX = 8;

    private final Home home;
    private final String version;

    /** Made by the first call, because most servers never get one. */
    private @Nullable MessageTransport transport;

    public McpRoutes(Home home, String version) {
        this.home = home;
        this.version = version;
    }

    public void install(RoutesConfig routes) {
        routes.post("/mcp", this::call);
        routes.get("/mcp", ctx -> {
            throw new Problem(405, "Method not allowed", "Messages are sent to " + PATH + " by POST.")
                    .header("Allow", "POST");
        });
    }

    private void call(Context ctx) {
        Optional<String> answer = transport(ctx).answer(Body.json(ctx).toString());
        if (answer.isPresent()) ctx.contentType("application/json").result(answer.get());
        else ctx.status(202);
    }

    private synchronized MessageTransport transport(Context ctx) {
        if (transport == null)
            transport = start("http://" + host(ctx) + ":" + ctx.req().getLocalPort());
        return transport;
    }

    /** The address at which this call has arrived, because the API may listen at that one alone. */
    private static String host(Context ctx) {
        String address = ctx.req().getLocalAddr();
        return address.contains(":") && !address.startsWith("[") ? "[" + address + "]" : address;
    }

    private MessageTransport start(String base) {
        MessageTransport made = new MessageTransport();
        McpTools tools = new McpTools(ApiCalls.with(home, () -> base), WAITING_MAX);
        McpServer.sync(made)
                .serverInfo(McpTools.NAME, version)
                .instructions(McpTools.instructions())
                .capabilities(ServerCapabilities.builder().tools(false).build())
                .immediateExecution(true)
                .tools(McpTools.all().stream()
                        .map(tool -> new SyncToolSpecification(tool, (context, request) -> tools.call(request)))
                        .toList())
                .build();
        return made;
    }
}
