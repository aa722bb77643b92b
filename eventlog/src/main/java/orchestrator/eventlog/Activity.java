package orchestrator.eventlog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import orchestrator.event.StreamId;

/** Shows what runs are doing now, and when a worker last looked after them. */
public interface Activity {

    /** The newest launch of each run of a session: its last tool call, tokens and times. */
    List<RunActivity> runs(String sessionKey);

    /** Notes that the worker has looked at these streams just now. */
    void touch(List<StreamId> streams);

    /** Notes that a worker serves all sessions that the archive has as open. */
    void touchOpenSessions();

    /** When a worker last looked at this session or at one of its runs; empty if none ever has. */
    Optional<Instant> lastChecked(String sessionKey);
}
