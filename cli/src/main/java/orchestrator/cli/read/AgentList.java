package orchestrator.cli.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import orchestrator.cli.call.ApiClient;
import orchestrator.cli.call.SessionJson;

/** The agents of all open sessions that still have something to do. */
final class AgentList {
    private static final Set<String> ENDED = Set.of("done", "failed", "stopped");

    private AgentList() {}

    static ObjectNode of(ApiClient api, JsonNode sessions) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode agents = json.putArray("agents");
        for (JsonNode session : sessions) {
            if (!SessionJson.isOpen(session)) continue;
            JsonNode list = api.get(
                    "/api/v1/" + ApiClient.segment(session.path("session").asText()) + "/agents");
            for (JsonNode agent : list.path("agents")) {
                if (!ENDED.contains(agent.path("status").asText())) agents.add(row(list, agent));
            }
        }
        return json;
    }

    private static ObjectNode row(JsonNode session, JsonNode agent) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.set("session", session.path("session"));
        row.set("phase", session.path("phase"));
        row.setAll((ObjectNode) agent);
        return row;
    }
}
