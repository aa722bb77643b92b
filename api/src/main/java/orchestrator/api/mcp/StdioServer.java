package orchestrator.api.mcp;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;

/** Serves the program that has started this one, by lines on its streams, until that program closes them. */
public final class StdioServer {
    private static final int WAITING_MAX = 8;

    private StdioServer() {}

    public static void serve(ApiCalls api, String version, InputStream in, OutputStream out)
            throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        McpTools tools = new McpTools(api, WAITING_MAX);
        McpSyncServer server = McpServer.sync(
                        new StdioServerTransportProvider(McpJsonDefaults.getMapper(), new UntilEnd(in, over), out))
                .serverInfo(McpTools.NAME, version)
                .instructions(McpTools.instructions())
                .capabilities(ServerCapabilities.builder().tools(false).build())
                .tools(McpTools.all().stream()
                        .map(tool -> new SyncToolSpecification(tool, (exchange, request) -> tools.call(request)))
                        .toList())
                .build();
        over.await();
        server.close();
    }

    /** Tells when the input ends, which the server itself does not. */
    private static final class UntilEnd extends FilterInputStream {
        private final CountDownLatch over;

        UntilEnd(InputStream in, CountDownLatch over) {
            super(in);
            this.over = over;
        }

        @Override
        public int read() throws IOException {
            return ended(super.read());
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return ended(super.read(bytes, offset, length));
        }

        private int ended(int result) {
            if (result < 0) over.countDown();
            return result;
        }
    }
}
