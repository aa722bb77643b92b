package orchestrator.orchestration.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import orchestrator.json.Json;
import orchestrator.session.SessionState;
import orchestrator.text.Text;

/**
 * Keeps a whole state below what Temporal takes as one value (2 MB), however long the texts in it are. Only the longest texts
 * are cut; the event log has all of them.
 */
public final class StateLimit {
    static final int CHARACTERS_MAX = 700_000;
    private static final String REFERENCE = "artifact:";
    /** Shorter texts, such as ids, are never cut. */
    private static final int[] TEXT_CHARACTERS_MAX = {4_000, 1_000, 300, 100};

    private StateLimit() {}

    /** The same state, unless it is too large. */
    public static SessionState limited(SessionState state) {
        if (Json.write(state).length() <= CHARACTERS_MAX) return state;
        JsonNode whole = Json.MAPPER.valueToTree(state);
        SessionState limited = state;
        for (int charactersMax : TEXT_CHARACTERS_MAX) {
            JsonNode cut = cut(whole, charactersMax);
            limited = Json.convert(cut, SessionState.class);
            if (Json.write(cut).length() <= CHARACTERS_MAX) break;
        }
        return limited;
    }

    private static String cut(String text, int charactersMax) {
        return text.startsWith(REFERENCE) ? text : Text.shorten(text, charactersMax);
    }

    private static JsonNode cut(JsonNode node, int charactersMax) {
        if (node instanceof TextNode text) return TextNode.valueOf(cut(text.textValue(), charactersMax));
        if (node instanceof ArrayNode list) {
            ArrayNode all = Json.MAPPER.createArrayNode();
            list.forEach(entry -> all.add(cut(entry, charactersMax)));
            return all;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode all = Json.MAPPER.createObjectNode();
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                all.set(field.getKey(), cut(field.getValue(), charactersMax));
            }
            return all;
        }
        return node;
    }
}
