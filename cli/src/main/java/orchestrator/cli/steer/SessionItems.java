package orchestrator.cli.steer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A session's open items as JSON, for programs. */
final class SessionItems {
    private SessionItems() {}

    static ObjectNode json(JsonNode state, List<JsonNode> items) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("session", state.path("session").asText());
        json.set("hold", state.path("hold"));
        ArrayNode open = json.putArray("items");
        items.forEach(open::add);
        return json;
    }
}
