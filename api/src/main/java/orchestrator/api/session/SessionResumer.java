package orchestrator.api.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import orchestrator.api.problem.Problem;
import orchestrator.api.temporal.Execution;
import orchestrator.api.temporal.TemporalClient;
import orchestrator.json.Json;
import orchestrator.session.ControlRequest;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import orchestrator.signing.Incoming;

/** Resumes a session: an open one by asking it, one that has ended by a new execution with the same id. */
public final class SessionResumer {
    /** A session that already shows its end only needs to release its leases. */
    private static final Duration CLOSES_WITHIN = Duration.ofSeconds(5);

    private final SessionFinder sessions;
    private final SessionController controlling;
    private final ExecutionStarter starts;
    private final TemporalClient temporal;

    public SessionResumer(
            SessionFinder sessions, SessionController controlling, ExecutionStarter starts, TemporalClient temporal) {
        this.sessions = sessions;
        this.controlling = controlling;
        this.starts = starts;
        this.temporal = temporal;
    }

    /** The outcome: an open session continues, or a new execution was started. */
    public sealed interface Resumed {
        record Continued(SessionController.Done done) implements Resumed {}

        record Restarted(ObjectNode started) implements Resumed {}
    }

    /**
     * @param view the session that {@code ref} means
     * @param changes to the request for a new execution; not used for an open session
     */
    public Resumed resume(String ref, SessionView view, ControlRequest control, JsonNode changes) {
        SessionState state = view.state();
        if (view.open() && !state.phase().isFinal()) {
            return new Resumed.Continued(controlling.ask(ref, SessionCommand.resume(control)));
        }
        if (state.phase() == Phase.DONE && !changes.hasNonNull("message")) {
            throw refused(state, "it is done; send a message that says what is missing, or start a new session");
        }
        if (!state.execution().equals(sessions.get(state.session()).state().execution())) {
            throw refused(state, "this execution was resumed already; a newer one has its id");
        }
        awaitClosed(state);
        return new Resumed.Restarted(
                sessions.isArchived(state) ? continuation(state, changes) : asBefore(state, changes));
    }

    private void awaitClosed(SessionState state) {
        boolean closed = temporal.find(state.session())
                .filter(Execution::open)
                .map(execution -> temporal.closesWithin(execution, CLOSES_WITHIN))
                .orElse(true);
        if (!closed) throw refused(state, "it is still ending; try again in a moment");
    }

    private ObjectNode continuation(SessionState state, JsonNode changes) {
        ObjectNode input = Json.MAPPER
                .createObjectNode()
                .put("prompt", state.prompt())
                .put("target", state.target())
                .put("resumeFrom", state.key());
        if (changes.isObject()) input.setAll((ObjectNode) changes);
        return starts.again(state.session(), input);
    }

    /** A session that was never archived has no work to keep: its request is sent again, with or without a signature. */
    private ObjectNode asBefore(SessionState state, JsonNode changes) {
        Incoming asked = temporal.find(state.session())
                .flatMap(temporal::input)
                .map(temporal::incoming)
                .filter(incoming -> incoming.json().isObject())
                .orElseThrow(() -> refused(state, "its request is no longer known; start a new session"));
        ObjectNode input = (ObjectNode) asked.json();
        if (changes.isObject()) input.setAll((ObjectNode) changes);
        return starts.again(state.session(), input, asked.signature() != null);
    }

    private static Problem refused(SessionState state, String why) {
        return Problem.conflict("The session `" + state.session() + "` was not resumed: " + why + ".");
    }
}
