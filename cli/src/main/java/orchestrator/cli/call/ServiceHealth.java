package orchestrator.cli.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.Optional;
import orchestrator.cli.json.JsonTree;

/**
 * The report of the API on a port about itself, Temporal and the worker.
 *
 * @param home data directory of the API that answers
 */
public record ServiceHealth(boolean temporal, boolean worker, String home) {
    private static final int TIMEOUT_MILLIS = 1_000;

    /** Empty if nothing answers on this port, or something else than our API. */
    public static Optional<ServiceHealth> of(int port) {
        try {
            URI health = URI.create("http://127.0.0.1:" + port + "/health");
            HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            if (connection.getResponseCode() != 200) return Optional.empty();
            try (InputStream in = connection.getInputStream()) {
                return read(JsonTree.read(in.readAllBytes()));
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<ServiceHealth> read(JsonNode json) {
        if (!json.path("home").isTextual()) return Optional.empty();
        return Optional.of(new ServiceHealth(
                json.path("temporal").asText().equals("ok"),
                json.path("worker").asText().equals("ok"),
                json.path("home").asText()));
    }
}
