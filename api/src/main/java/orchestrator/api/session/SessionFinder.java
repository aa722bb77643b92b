package orchestrator.api.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import orchestrator.api.problem.Problem;
import orchestrator.api.temporal.Execution;
import orchestrator.api.temporal.ExecutionEnd;
import orchestrator.api.temporal.TemporalClient;
import orchestrator.api.temporal.TemporalUnreachable;
import orchestrator.eventlog.Archive;
import orchestrator.session.SessionState;

/** Finds one session: asks Temporal if it is open, the archive if it is over or Temporal does not answer. */
public final class SessionFinder {
    private final Archive archive;
    private final TemporalClient temporal;

    public SessionFinder(Archive archive, TemporalClient temporal) {
        this.archive = archive;
        this.temporal = temporal;
    }

    /** @param ref a session id, which means its newest execution, or the key or run id of any */
    public SessionView get(String ref) {
        Optional<SessionState> archived = archive.session(ref);
        try {
            return get(ref, archived);
        } catch (TemporalUnreachable e) {
            return archived.map(SessionView::unconfirmed).orElseThrow(() -> e);
        }
    }

    private SessionView get(String ref, Optional<SessionState> archived) {
        return locate(ref, archived)
                .map(this::view)
                .orElseGet(() -> archived.map(SessionFinder::forgotten).orElseThrow(() -> unknown(ref)));
    }

    /**
     * The execution on Temporal that a ref means.
     *
     * @param newest the newest execution of the session's id
     * @param archived the state of the execution that is meant; empty if the worker has not kept any
     * @param isNewest false if the ref names an older execution
     */
    record Located(Execution newest, Optional<SessionState> archived, boolean isNewest) {
        boolean isOpen() {
            return isNewest && newest.open();
        }
    }

    /** Asks Temporal once, and no worker; empty if only the archive may know the session. */
    Optional<Located> locate(String ref) {
        return locate(ref, archive.session(ref));
    }

    private Optional<Located> locate(String ref, Optional<SessionState> archived) {
        String id = archived.map(SessionState::session).orElse(ref);
        return temporal.find(id).map(newest -> {
            Optional<SessionState> same =
                    archived.filter(state -> state.execution().equals(newest.firstRunId()));
            boolean isOlder = archived.isPresent() && same.isEmpty() && !ref.equals(id);
            return new Located(newest, isOlder ? archived : same, !isOlder);
        });
    }

    private SessionView view(Located located) {
        if (!located.isNewest()) return older(located.archived().orElseThrow());
        return located.newest().open()
                ? open(located.newest(), located.archived())
                : closed(located.newest(), located.archived());
    }

    /** The execution that was archived, even if its id means another by now. */
    SessionView exactly(SessionState archived) {
        SessionView named = get(archived.session());
        return named.state().execution().equals(archived.execution()) ? named : older(archived);
    }

    private SessionView older(SessionState archived) {
        if (archived.phase().isFinal()) return SessionView.archived(archived, false, "");
        return temporal.find(archived.session(), archived.execution())
                .map(execution -> closed(execution, Optional.of(archived)))
                .orElseGet(() -> forgotten(archived));
    }

    /** True if a worker has ever archived this execution. */
    boolean isArchived(SessionState state) {
        return archive.session(state.execution())
                .filter(archived -> archived.execution().equals(state.execution()))
                .isPresent();
    }

    /** True if its id means another execution by now. */
    boolean isSuperseded(SessionState state) {
        return archive.isSuperseded(state);
    }

    SessionView open(Execution execution, Optional<SessionState> archived) {
        return temporal.query(execution).map(SessionView::live).orElseGet(() -> silent(execution, archived));
    }

    /** A missing answer says nothing about the session, because queries need a live worker. */
    SessionView silent(Execution execution, Optional<SessionState> archived) {
        return archived.map(state -> SessionView.archived(state, true, SessionView.NO_WORKER))
                .orElseGet(() -> new SessionView(unseen(execution), true, "temporal", SessionView.NEVER_SEEN));
    }

    /** If another execution has had this id, only the worker knows the key. */
    private SessionState unseen(Execution execution) {
        Optional<JsonNode> input = temporal.input(execution);
        boolean isFirst = archive.session(execution.id()).isEmpty()
                && input.filter(asked -> asked.hasNonNull("resumeFrom")).isEmpty();
        return DerivedStates.unseen(
                execution, input, isFirst && SessionIds.isSafe(execution.id()) ? execution.id() : "");
    }

    private SessionView closed(Execution execution, Optional<SessionState> archived) {
        if (archived.isPresent() && archived.get().phase().isFinal())
            return SessionView.archived(archived.get(), false, "");
        Optional<ExecutionEnd<SessionState>> ending = temporal.ending(execution);
        SessionState last = archived.orElseGet(() -> unseen(execution));
        SessionState state = ending.flatMap(ExecutionEnd::state)
                .or(() -> ending.map(end -> DerivedStates.ended(last, end)))
                .orElseGet(() -> DerivedStates.lost(last));
        return new SessionView(state, false, "temporal", "");
    }

    private static SessionView forgotten(SessionState state) {
        return SessionView.archived(state.phase().isFinal() ? state : DerivedStates.lost(state), false, "");
    }

    private static Problem unknown(String ref) {
        return Problem.notFound(
                "There is no session `" + ref + "`; /api/v1/sessions (or `orchestrate list`) shows those there are.");
    }
}
