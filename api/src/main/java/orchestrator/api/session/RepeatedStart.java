package orchestrator.api.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;
import orchestrator.api.problem.Problem;
import orchestrator.api.temporal.TemporalClient;
import orchestrator.eventlog.Archive;
import orchestrator.eventlog.Artifacts;
import orchestrator.json.Json;
import orchestrator.session.SessionState;
import orchestrator.session.request.SessionRequest;
import orchestrator.text.Sha256;

/**
 * Starts that a client repeats because it has seen no answer. Nothing is kept for them: the session's id follows from the
 * idempotency key, and Temporal and the archive know what was asked for under that id.
 */
final class RepeatedStart {
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final int ID_CHARACTERS = 24;
    private static final int RESUMED_MAX = 50;

    private final Archive archive;
    private final Artifacts artifacts;
    private final TemporalClient temporal;

    RepeatedStart(Archive archive, Artifacts artifacts, TemporalClient temporal) {
        this.archive = archive;
        this.artifacts = artifacts;
        this.temporal = temporal;
    }

    static String checked(String key) {
        if (KEY.matcher(key).matches()) return key;
        throw Problem.badRequest(
                "`Idempotency-Key` must be 1 to 200 letters, digits or signs of ASCII without blanks, such as"
                        + " a UUID.");
    }

    /** The id of the session that this key starts. */
    static String id(String key) {
        return "orch_" + Sha256.hex(key).substring(0, ID_CHARACTERS);
    }

    /** True if the session was started by this request. An update may write the same request in another way. */
    boolean isOf(String id, JsonNode input) {
        SessionRequest asked = SessionRequest.parse(input);
        return first(id)
                .flatMap(state -> artifacts.get(state.request()))
                .map(text -> Json.read(text, JsonNode.class))
                .or(() -> temporal.find(id).flatMap(temporal::input))
                .filter(started -> SessionRequest.parse(started).equals(asked))
                .isPresent();
    }

    /** The first execution of the id, if a worker has archived what it was asked. */
    private Optional<SessionState> first(String id) {
        Optional<SessionState> state =
                archive.session(id).filter(found -> found.session().equals(id));
        for (int back = 0; back < RESUMED_MAX; back++) {
            Optional<SessionState> before = state.map(SessionState::resumedFrom)
                    .filter(key -> !key.isEmpty())
                    .flatMap(archive::withKey)
                    .filter(found -> found.session().equals(id));
            if (before.isEmpty()) break;
            state = before;
        }
        return state.filter(found -> !found.request().isEmpty());
    }

    static Problem otherRequest(String id) {
        return new Problem(
                422,
                "Idempotency key used before",
                "This idempotency key has started the session `" + id
                        + "` with another request. Repeat that request as it" + " was, or use a new key.");
    }
}
