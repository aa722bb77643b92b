package orchestrator.eventlog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import orchestrator.event.AgentEvent;
import orchestrator.session.SessionState;
import orchestrator.snapshot.StateChange;
import org.jspecify.annotations.Nullable;

/** The last known state of each session, kept even after Temporal has deleted the session. */
public interface Archive {

    /** Where a session is listed. */
    enum Shelf {
        /** In the usual list. */
        LIST,
        /** Only where one looks for what was put away. */
        PUT_AWAY
    }

    /**
     * Puts a session with all its executions on a shelf; it stays there until it is put on another.
     *
     * @param session its id
     */
    void put(String session, Shelf shelf);

    /** True if the execution with this key was put away. */
    boolean isPutAway(String key);

    /**
     * Stores the state, replacing the earlier one of the same key. If the session has ended, its troubles are deleted.
     */
    void keep(SessionState state);

    /**
     * Writes events, and what changed in a session's state, in one transaction. A change that is written already is
     * skipped.
     *
     * @param whole the whole state; null if the change has a patch
     * @return false if the change does not fit to what is archived: then only the events are written, and the whole state is
     *     needed
     */
    boolean record(StateChange change, @Nullable SessionState whole, List<AgentEvent> events);

    /**
     * The newest execution with this session id, else the one with this key, else the one with this run id. A key may
     * equal the id of a newer execution; a run id never does.
     */
    Optional<SessionState> session(String idOrKeyOrExecution);

    /** The execution with exactly this key. */
    Optional<SessionState> withKey(String key);

    /** True if its id means another execution by now, which started later. */
    boolean isSuperseded(SessionState state);

    /** Newest first. */
    List<SessionState> sessions(int limit);

    /** What a list shows of the sessions that started before this time, newest first; see {@link SessionState#listed}. */
    List<SessionState> listed(Shelf shelf, Instant startedBefore, int limit);

    /** The same of all sessions that have not ended, as far as the archive knows, newest first. */
    List<SessionState> unfinished();

    /** Keys of the sessions in which this agent has run. */
    Set<String> keysOf(String agent);

    /** How many sessions of the shelf started before this time. */
    long count(Shelf shelf, Instant startedBefore);
}
