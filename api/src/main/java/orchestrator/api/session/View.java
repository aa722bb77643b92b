package orchestrator.api.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import orchestrator.json.Json;
import orchestrator.session.SessionState;

/**
 * A session as it is shown.
 *
 * @param source who says so: {@code temporal} or {@code archive}
 * @param note what the reader must know about it; empty for nothing
 */
public record View(SessionState state, boolean open, String source, String note) {

    static View live(SessionState state) {
        return new View(state, true, "temporal", "");
    }

    static View archived(SessionState state, boolean open, String note) {
        return new View(state, open, "archive", note);
    }

    /**
     * @param superseded whether the id means a newer execution by now; {@code ref} then names this one in a URL
     */
    ObjectNode json(boolean superseded) {
        ObjectNode json = Json.MAPPER.valueToTree(state);
        json.put("open", open).put("source", source).put("ref", ref(superseded));
        if (superseded) json.put("superseded", true);
        if (!note.isEmpty()) json.put("note", note);
        return json;
    }

    private String ref(boolean superseded) {
        boolean keyMeansAnother = superseded && state.key().equals(state.session());
        if (keyMeansAnother) return state.execution();
        return state.key().isEmpty() ? state.session() : state.key();
    }
}
