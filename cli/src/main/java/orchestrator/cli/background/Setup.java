package orchestrator.cli.background;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import orchestrator.home.Home;
import orchestrator.home.TemporalTarget;

/**
 * What {@code up} started, and where: kept in {@code up.json} for the commands that follow.
 *
 * @param temporalUi base URL of Temporal's Web UI
 * @param ownTemporal whether we started that Temporal
 * @param build of which build worker and API are
 * @param namespace in which they work
 */
public record Setup(int port, String temporal, String temporalUi, boolean ownTemporal, String build, String namespace) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = "up.json";

    public static Optional<Setup> read(Home home) {
        Path file = home.file(FILE);
        if (!Files.exists(file)) return Optional.empty();
        try {
            JsonNode json = JSON.readTree(file.toFile());
            return Optional.of(new Setup(
                    json.path("port").asInt(),
                    json.path("temporal").asText(),
                    json.path("temporalUi").asText(),
                    json.path("ownTemporal").asBoolean(),
                    json.path("build").asText(),
                    json.path("namespace").asText(TemporalTarget.USUAL_NAMESPACE)));
        } catch (IOException e) {
            return Optional.empty(); // a power failure may leave half of it; `up` writes it anew
        }
    }

    public void write(Home home) {
        ObjectNode json = JSON.createObjectNode();
        json.put("url", url()).put("port", port).put("temporal", temporal).put("temporalUi", temporalUi);
        json.put("ownTemporal", ownTemporal).put("build", build).put("namespace", namespace);
        ObjectNode supervisors = json.putObject("supervisors");
        for (Service service : Services.all(home)) {
            service.supervisor().ifPresent(supervisor -> supervisors.put(service.name(), supervisor.pid()));
        }
        try {
            Path draft = Files.createTempFile(home.directory(), "up", ".new");
            JSON.writerWithDefaultPrettyPrinter().writeValue(draft.toFile(), json);
            Files.move(draft, home.file(FILE), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + home.file(FILE), e);
        }
    }

    public static void forget(Home home) {
        try {
            Files.deleteIfExists(home.file(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + home.file(FILE), e);
        }
    }

    /** The same Temporal for every process that is started. */
    TemporalTarget target() {
        return new TemporalTarget(temporal, namespace);
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }
}
