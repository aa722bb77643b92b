package orchestrator.api.mcp;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import orchestrator.api.problem.Problem;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Takes one message and returns its answer. The library's own servlet answers a message that it cannot read with the
 * stack trace of its exception.
 */
final class MessageTransport implements McpStatelessServerTransport {
    private static final String EXAMPLE = "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/list\"}";

    private final McpJsonMapper mapper = McpJsonDefaults.getMapper();
    private @Nullable McpStatelessServerHandler handler;

    @Override
    public void setMcpHandler(McpStatelessServerHandler newHandler) {
        handler = newHandler;
    }

    /** Empty if the message is a notification, which has no answer. */
    Optional<String> answer(String body) {
        McpStatelessServerHandler server = Objects.requireNonNull(handler, "the server is not made yet");
        JSONRPCMessage message = read(body);
        if (message instanceof JSONRPCRequest request) return Optional.of(written(answer(server, request)));
        if (message instanceof JSONRPCNotification notification) {
            server.handleNotification(McpTransportContext.EMPTY, notification).block();
            return Optional.empty();
        }
        throw notAMessage();
    }

    /** What is wrong with parameters shows only when the library reads them. */
    private static JSONRPCResponse answer(McpStatelessServerHandler server, JSONRPCRequest request) {
        try {
            return Objects.requireNonNull(
                    server.handleRequest(McpTransportContext.EMPTY, request).block());
        } catch (RuntimeException e) {
            return JSONRPCResponse.error(
                    request.id(),
                    new JSONRPCError(
                            McpSchema.ErrorCodes.INVALID_PARAMS,
                            "The parameters of `" + request.method()
                                    + "` are not of the form that the protocol says."));
        }
    }

    private JSONRPCMessage read(String body) {
        try {
            return McpSchema.deserializeJsonRpcMessage(mapper, body);
        } catch (IOException | RuntimeException e) {
            throw notAMessage();
        }
    }

    private String written(JSONRPCResponse response) {
        try {
            return mapper.writeValueAsString(response);
        } catch (IOException e) {
            throw new IllegalStateException("cannot write the answer to " + response.id(), e);
        }
    }

    private static Problem notAMessage() {
        return Problem.badRequest(
                "The body must be one request or notification of the Model Context Protocol, such as " + EXAMPLE + ".");
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.empty();
    }
}
