package orchestrator.eventlog;

import java.util.List;
import java.util.Optional;
import orchestrator.session.SessionState;

/** The last known state of each session, kept even after Temporal has deleted the session. */
public interface Archive {

    /**
     * Stores the state, replacing the earlier one of the same key. If the session has ended, its troubles are deleted.
     */
    void keep(SessionState state);

    /**
     * The newest execution with this session id, else the one with this key, else the one with this run id. A key may
     * equal the id of a newer execution; a run id never does.
     */
    Optional<SessionState> session(String idOrKeyOrExecution);

    /** Newest first. */
    List<SessionState> sessions(int limit);
}
