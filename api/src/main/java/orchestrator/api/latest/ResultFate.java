package orchestrator.api.latest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import orchestrator.home.Home;
import orchestrator.json.Json;

/**
 * What became of a session's result. Only the file of its checkouts knows.
 *
 * @param fate open, closed, merged, discarded or continued; empty if it is not known
 * @param outcome the same in words; empty while it can be merged
 * @param pullRequest address of its pull request; empty if there is none
 */
public record ResultFate(String fate, String outcome, String pullRequest) {
    static final ResultFate UNKNOWN = new ResultFate("", "", "");

    static ResultFate of(Home home, String key) {
        if (key.isEmpty()) return UNKNOWN;
        JsonNode checkout = read(home.session(key).resolve("checkout.json"));
        return new ResultFate(
                checkout.path("stage").asText("").toLowerCase(Locale.ROOT),
                checkout.path("outcome").asText(""),
                checkout.path("pullRequest").asText(""));
    }

    public void addTo(ObjectNode json) {
        if (fate.isEmpty()) return;
        if (json.path("teamwork").path("result") instanceof ObjectNode result) {
            result.put("fate", fate).put("outcome", outcome);
            if (!pullRequest.isEmpty()) result.put("pullRequest", pullRequest);
        }
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
