package orchestrator.api.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The tools that change something: start, answer, pause, resume, stop and review. */
final class SteeringTools {
    private final ApiCalls api;
    private final ReadingTools reading;

    SteeringTools(ApiCalls api, ReadingTools reading) {
        this.api = api;
        this.reading = reading;
    }

    ObjectNode start(ToolArguments arguments) {
        ObjectNode request = arguments.only("prompt", "target", "agents", "verify", "plan", "autonomy", "session");
        JsonNode dollars = arguments.json().path("budgetDollars");
        if (dollars.isNumber()) request.putObject("budget").set("dollars", dollars);
        JsonNode started = api.post("/api/v1/sessions", request);
        ObjectNode answer = arguments.only("target");
        answer.put("session", started.path("session").asText());
        return answer.put(
                "whatNext", "It has begun. Call `wait` with this session until it is over or needs an answer.");
    }

    ObjectNode answer(ToolArguments arguments) {
        return steer(arguments, "answer", arguments.only("item", "choice", "text", "code"));
    }

    /** @param control pause, resume, stop or review */
    ObjectNode control(ToolArguments arguments, String control) {
        return steer(arguments, control, arguments.only("reason", "code"));
    }

    /** A session that had ended is started again, and then the answer is not its state. */
    private ObjectNode steer(ToolArguments arguments, String control, ObjectNode body) {
        String session = reading.session(arguments);
        JsonNode answer = api.post(ApiCalls.of(session, control), body);
        return SessionSummary.of(answer.has("phase") ? answer : reading.state(session));
    }
}
