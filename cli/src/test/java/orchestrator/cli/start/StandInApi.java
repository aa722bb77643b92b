package orchestrator.cli.start;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import orchestrator.home.Fingerprint;
import orchestrator.home.Home;

/** The part of the API that {@code up} needs. It reports the worker as ready once the worker's file exists. */
final class StandInApi {
    /** The worker's file in the data directory. */
    static final String TEMPORAL_IS_AWAY = "stand-in-temporal-is-away";

    private StandInApi() {}

    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(System.getenv("ORCHESTRATOR_HOME"));
        int port = Integer.parseInt(System.getenv("ORCHESTRATOR_PORT"));
        Files.writeString(home.resolve("token"), "token");
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.createContext("/health", exchange -> {
                byte[] body = health(home).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.createContext("/api/v1/sessions", exchange -> {
                exchange.getRequestBody().readAllBytes();
                byte[] body = "{\"session\": \"stand-in\"}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(201, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        } catch (BindException e) {
            System.err.println("port " + port + " is in use");
            System.exit(4);
        }
    }

    private static String health(Path home) {
        String worker = Files.exists(home.resolve(StandInWorker.READY)) ? "ok" : "none";
        String temporal = Files.exists(home.resolve(TEMPORAL_IS_AWAY)) ? "unreachable" : "ok";
        return "{\"status\": \"ok\", \"temporal\": \"" + temporal + "\", \"worker\": \"" + worker
                + "\", \"instance\": \"" + Fingerprint.of(Home.at(home)).text() + "\"}";
    }
}
