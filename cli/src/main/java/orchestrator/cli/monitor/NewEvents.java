package orchestrator.cli.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import orchestrator.cli.call.ApiClient;
import orchestrator.text.Text;

/**
 * The significant events after a known one.
 *
 * @param next the value of {@code after} for the next call
 * @param more true if there are more events than fit
 */
record NewEvents(ArrayNode events, long next, boolean more) {
    private static final int EVENTS_MAX = 50;
    private static final int TEXT_CHARACTERS = 1_000;
    private static final int DATA_CHARACTERS = 4_000;
    private static final String TYPES =
            "milestone,blocker,request_review,permission_blocker,violation,error,recovery,result,review,"
                    + "decision,plan,control";

    static NewEvents after(ApiClient api, String session, long after) {
        JsonNode page = api.get("/api/v1/" + ApiClient.segment(session) + "/events?format=json&after=" + after
                + "&limit=" + EVENTS_MAX + "&type=" + TYPES);
        ArrayNode events = JsonNodeFactory.instance.arrayNode();
        for (JsonNode event : page.path("events")) {
            if (!isOwnTodoList(event)) events.add(shortened(event));
        }
        return new NewEvents(
                events, page.path("next").asLong(after), page.path("more").asBoolean());
    }

    private static boolean isOwnTodoList(JsonNode event) {
        return event.path("type").asText().equals("plan")
                && !event.path("run").asText().isEmpty();
    }

    private static ObjectNode shortened(JsonNode event) {
        ObjectNode shortened = JsonNodeFactory.instance.objectNode();
        for (String name : new String[] {"id", "at", "run", "type"}) shortened.set(name, event.path(name));
        String text = event.path("text").asText("");
        shortened.put("text", text.length() <= TEXT_CHARACTERS ? text : Text.cut(text, TEXT_CHARACTERS) + "…");
        boolean sessions = event.path("run").asText("").isEmpty();
        JsonNode data = event.path("data");
        if (sessions && data.isObject() && !data.isEmpty() && data.toString().length() <= DATA_CHARACTERS) {
            shortened.set("data", data);
        }
        return shortened;
    }
}
