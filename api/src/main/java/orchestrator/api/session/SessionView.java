package orchestrator.api.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
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

    static final String NO_WORKER =
            "No worker answers for this session, so this is its last known state; it has not ended."
                    + " `orchestrate up` starts a worker.";
    static final String NEVER_SEEN =
            "No worker has started this session yet, so only its request is known. `orchestrate up` starts one.";
    static final String UNREACHABLE = "unreachable";
    private static final Set<String> UNANSWERED = Set.of(NO_TEMPORAL, NO_WORKER, NEVER_SEEN);

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

    /** In a word or two; of an open session for which nobody answers, its phase may be out of date. */
    String outcome() {
        return open && UNANSWERED.contains(note) ? UNREACHABLE : state.inShort();
    }

    /**
     * @param superseded true if the id means a newer execution by now; {@code ref} still names this one in a URL
     */
    ObjectNode json(boolean superseded) {
        ObjectNode json = Json.MAPPER.valueToTree(state);
        json.put("outcome", outcome()).put("open", open).put("source", source).put("ref", ref(superseded));
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
