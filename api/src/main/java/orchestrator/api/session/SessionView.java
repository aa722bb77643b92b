package orchestrator.api.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import orchestrator.json.Json;
import orchestrator.session.SessionState;

/**
 * A session as users see it.
 *
 * @param source {@code temporal} or {@code archive}
 * @param note for the reader; may be empty
 */
public record SessionView(SessionState state, boolean open, String source, String note) {

    private static final String NO_TEMPORAL =
            "Temporal does not answer, so this is the last known state of the session.";

    static SessionView live(SessionState state) {
        return new SessionView(state, true, "temporal", "");
    }

    static SessionView archived(SessionState state, boolean open, String note) {
        return new SessionView(state, open, "archive", note);
    }

    /** From the archive, because Temporal does not answer. */
    static SessionView unconfirmed(SessionState state) {
        return archived(state, !state.phase().isFinal(), NO_TEMPORAL);
    }

    /** False if Temporal did not answer. */
    boolean isConfirmed() {
        return !note.equals(NO_TEMPORAL);
    }

    /**
     * @param superseded true if the id means a newer execution by now; {@code ref} still names this one in a URL
     */
    ObjectNode json(boolean superseded) {
        ObjectNode json = Json.MAPPER.valueToTree(state);
        json.put("outcome", state.inShort())
                .put("open", open)
                .put("source", source)
                .put("ref", ref(superseded));
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
