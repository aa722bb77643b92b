package orchestrator.eventlog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import orchestrator.event.StreamId;

/** The current activity of runs, and the time of the last check by a worker. */
public interface Activity {

    /** The newest launch of each run of a session: its last tool call, tokens and times. */
    List<RunActivity> runs(String key);

    /** Records that a worker has checked these streams just now. */
    void touch(List<StreamId> streams);

    /** Records that a worker serves all sessions that are open in the archive. */
    void touchOpenSessions();

    /** The time of the last check of this session or one of its runs by a worker; empty if there was none. */
    Optional<Instant> lastChecked(String key);
}
