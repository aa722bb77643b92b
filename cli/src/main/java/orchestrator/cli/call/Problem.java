package orchestrator.cli.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import orchestrator.cli.say.Refusal;

/** An answer of the API that is an error; {@code detail} says cause and remedy. */
record Problem(int status, String detail) {

    static Problem of(int status, String body) {
        String detail = detail(body);
        return new Problem(status, detail.isEmpty() ? "the API answered with HTTP status " + status + "." : detail);
    }

    private static String detail(String body) {
        try {
            JsonNode json = new ObjectMapper().readTree(body);
            if (json == null) return "";
            return json.path("detail").asText(json.path("title").asText(""));
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    Refusal refusal() {
        if (status == 401) {
            return Refusal.failed(
                    "the API does not accept the token of this data directory: it belongs to another one.",
                    "Start one of your own:  orchestrate up --port 8001",
                    "Or name its directory:  ORCHESTRATOR_HOME=/path orchestrate …");
        }
        boolean callersMistake = status >= 400 && status < 500;
        return callersMistake ? Refusal.badInput(detail) : Refusal.failed(detail);
    }
}
