package orchestrator.api.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import orchestrator.home.Home;
import orchestrator.json.Json;

/** What became of a session's result after its end. Only the file of its checkouts knows. */
final class ResultFate {
    private final Home home;

    ResultFate(Home home) {
        this.home = home;
    }

    /** Adds {@code fate} (open, closed, merged, discarded, continued) and {@code outcome}, in words, to the result. */
    void addTo(ObjectNode json, String key) {
        if (!(json.path("teamwork").path("result") instanceof ObjectNode result) || key.isEmpty()) return;
        JsonNode checkout = read(home.session(key).resolve("checkout.json"));
        String stage = checkout.path("stage").asText("");
        if (stage.isEmpty()) return;
        result.put("fate", stage.toLowerCase(Locale.ROOT));
        result.put("outcome", checkout.path("outcome").asText(""));
    }

    /** The session may have run on another host, or its file may be being replaced. */
    private static JsonNode read(Path file) {
        try {
            return Json.MAPPER.readTree(Files.readString(file));
        } catch (IOException notHere) {
            return Json.MAPPER.missingNode();
        }
    }
}
