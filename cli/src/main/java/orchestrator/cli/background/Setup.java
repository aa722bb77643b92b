package orchestrator.cli.background;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import orchestrator.cli.json.JsonTree;
import orchestrator.home.AtomicFile;
import orchestrator.home.Home;
import orchestrator.home.TemporalTarget;

/**
 * The running services as {@code up} started them, kept in {@code up.json} for later commands.
 *
 * @param temporalUi base URL of Temporal's Web UI
 * @param ownTemporal true if {@code up} started that Temporal
 * @param build of the worker and the API
 * @param namespace that they use in Temporal
 * @param publicUrl where a reverse proxy shows the page; empty for nowhere
 */
public record Setup(
        int port,
        String temporal,
        String temporalUi,
        boolean ownTemporal,
        String build,
        String namespace,
        String publicUrl) {
    private static final String FILE = "up.json";

    public static Optional<Setup> read(Home home) {
        Path file = home.file(FILE);
        if (!Files.exists(file)) return Optional.empty();
        try {
            JsonNode json = JsonTree.read(Files.readAllBytes(file));
            return Optional.of(new Setup(
                    json.path("port").asInt(),
                    json.path("temporal").asText(),
                    json.path("temporalUi").asText(),
                    json.path("ownTemporal").asBoolean(),
                    json.path("build").asText(),
                    json.path("namespace").asText(TemporalTarget.USUAL_NAMESPACE),
                    json.path("publicUrl").asText()));
        } catch (IOException e) {
            return Optional.empty(); // a power failure may leave a broken file; `up` writes a new one
        }
    }

    public void write(Home home) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("url", url()).put("port", port).put("temporal", temporal).put("temporalUi", temporalUi);
        json.put("ownTemporal", ownTemporal).put("build", build).put("namespace", namespace);
        if (!publicUrl.isEmpty()) json.put("publicUrl", publicUrl);
        ObjectNode supervisors = json.putObject("supervisors");
        for (Service service : Services.all(home)) {
            service.supervisor().ifPresent(supervisor -> supervisors.put(service.name(), supervisor.pid()));
        }
        AtomicFile.of(home.file(FILE)).ownerOnly().write(JsonTree.pretty(json));
    }

    public static void forget(Home home) {
        try {
            Files.deleteIfExists(home.file(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + home.file(FILE), e);
        }
    }

    /** The Temporal that every process uses. */
    TemporalTarget target() {
        return new TemporalTarget(temporal, namespace);
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The address for people, which may be on another machine. */
    public String shownUrl() {
        return publicUrl.isEmpty() ? url() : publicUrl;
    }
}
