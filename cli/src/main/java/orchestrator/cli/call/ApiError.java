package orchestrator.cli.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import orchestrator.cli.json.JsonTree;
import orchestrator.cli.output.CommandException;

/**
 * An error response of the API; {@code detail} names the cause and the remedy.
 *
 * @param needs missing part of the request, such as {@code code}; usually empty
 */
record ApiError(int status, String detail, String needs) {

    static ApiError of(int status, String body) {
        JsonNode json = parse(body);
        String detail = json.path("detail").asText(json.path("title").asText(""));
        return new ApiError(
                status,
                detail.isEmpty() ? "the API answered with HTTP status " + status + "." : detail,
                json.path("needs").asText(""));
    }

    private static JsonNode parse(String body) {
        try {
            return JsonTree.read(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    CommandException refusal() {
        if (status == 401) {
            return CommandException.failed(
                    "the API does not accept the token of this data directory, so it belongs to another one.",
                    "Start one for this directory:  orchestrate up --port 8001",
                    "Or use the other directory:    ORCHESTRATOR_HOME=/path orchestrate …");
        }
        boolean callersMistake = status >= 400 && status < 500;
        return callersMistake ? CommandException.badInput(detail).needing(needs) : CommandException.failed(detail);
    }
}
