package orchestrator.eventlog;

import java.util.List;
import java.util.Optional;
import orchestrator.session.SessionState;

/** Sessions as they were last seen; they stay when Temporal has forgotten them. */
public interface Archive {

    /** Keeps the state in place of the last one with the same key. A session that ends takes its troubles with it. */
    void keep(SessionState state);

    /**
     * The newest execution with this session id, else the one with this key, else the one with this run id. A key may be
     * the id of a newer execution; a run id never is.
     */
    Optional<SessionState> session(String idOrKeyOrExecution);

    /** Newest first. */
    List<SessionState> sessions(int limit);
}
