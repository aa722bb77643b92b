package orchestrator.cli.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.Optional;
import orchestrator.cli.json.JsonTree;
import orchestrator.home.Fingerprint;
import orchestrator.home.Home;

/**
 * The report of the API on a port about itself, Temporal and the worker.
 *
 * @param instance fingerprint of the data directory of the API that answers
 */
public record ServiceHealth(boolean temporal, boolean worker, String instance) {
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

    /** True if it is the API of this data directory. */
    public boolean isOf(Home home) {
        return instance.equals(Fingerprint.of(home).text());
    }

    private static Optional<ServiceHealth> read(JsonNode json) {
        if (!json.path("instance").isTextual()) return Optional.empty();
        return Optional.of(new ServiceHealth(
                json.path("temporal").asText().equals("ok"),
                json.path("worker").asText().equals("ok"),
                json.path("instance").asText()));
    }
}
