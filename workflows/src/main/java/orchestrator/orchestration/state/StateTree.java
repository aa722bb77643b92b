package orchestrator.orchestration.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import orchestrator.json.Json;
import orchestrator.rollover.Rebuilt;
import orchestrator.session.SessionState;
import orchestrator.session.Teamwork;

/**
 * Makes the JSON of one snapshot after the other. Most entries of a large state are the same objects as before; their JSON
 * is used again, which also makes the trees quick to compare.
 */
final class StateTree {
    @Rebuilt
    private Map<Object, JsonNode> known = new IdentityHashMap<>();

    @Rebuilt
    private Map<Object, JsonNode> used = new IdentityHashMap<>();

    /** The tree must not be changed. */
    ObjectNode of(SessionState state) {
        used = new IdentityHashMap<>();
        ObjectNode tree = Json.MAPPER.valueToTree(state.withoutLists());
        tree.set("assignments", list(state.assignments()));
        tree.set("controls", list(state.controls()));
        Teamwork teamwork = state.teamwork();
        ObjectNode lists = (ObjectNode) tree.get("teamwork");
        lists.set("reviews", list(teamwork.reviews()));
        lists.set("decisions", list(teamwork.decisions()));
        lists.set("items", list(teamwork.items()));
        lists.set("leftOut", list(teamwork.leftOut()));
        lists.set("blockers", list(teamwork.blockers()));
        known = used;
        return tree;
    }

    private ArrayNode list(List<?> entries) {
        ArrayNode list = Json.MAPPER.createArrayNode();
        for (Object entry : entries) {
            JsonNode node = known.containsKey(entry) ? known.get(entry) : Json.MAPPER.valueToTree(entry);
            used.put(entry, node);
            list.add(node);
        }
        return list;
    }
}
