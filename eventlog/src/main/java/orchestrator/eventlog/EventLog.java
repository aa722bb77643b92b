package orchestrator.eventlog;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import orchestrator.event.AgentEvent;
import orchestrator.event.StreamId;
import orchestrator.session.SessionState;

/**
 * The event log: appended by the worker, read by everyone. Safe for use by many threads and several processes. Writing
 * waits while the database is locked or its disk is full, until the thread is interrupted.
 */
public interface EventLog extends AutoCloseable {

    /** Where reading of this stream stands; a stream never read stands at {@link Position#START}. */
    Position position(StreamId stream);

    /**
     * Writes events and the new position in one transaction, if the stream still stands at {@code expectedOffset}.
     * False where another writer was faster: nothing is written then.
     */
    boolean append(StreamId stream, long expectedOffset, Position next, List<AgentEvent> events);

    /** Writes events that belong to no stream; one that is there already (same session, run, launch, source, offset, index) stays. */
    void record(List<AgentEvent> events);

    /** Events that the workflow wants to know of, in stream order, with offsets above {@code afterOffset}. */
    List<AgentEvent> significant(StreamId stream, long afterOffset, int limit);

    long countSignificant(StreamId stream, long afterOffset);

    /**
     * Events of one session with ids above {@code afterId}, in order. Fewer than the limit where they are huge: only an
     * empty answer means that there are no more.
     */
    List<AgentEvent> read(EventQuery query);

    /** Waits until an event with an id above {@code afterId} is in the log; false where the time is up first. */
    boolean awaitAfter(long afterId, Duration atMost) throws InterruptedException;

    /** The highest id in the log; 0 where it is empty. */
    long lastId();

    /** Keeps the state; the newer replaces the older of the same key. */
    void archive(SessionState state);

    /**
     * The newest execution of this session id, else the one with this key, else the one with this run id: a key may be
     * the id of a newer execution, a run id never is.
     */
    Optional<SessionState> session(String idOrKeyOrExecution);

    /** Newest first. */
    List<SessionState> sessions(int limit);

    /** The newest launch of each run as its output tells: last tool call, tokens, time of the last look. */
    List<RunActivity> activity(String sessionKey);

    /** Says, for {@link #activity}, that the worker has looked at these streams just now. */
    void touch(List<StreamId> streams);

    /** Says, for {@link #lastChecked}, that a worker lives that serves every session which the archive has as open. */
    void touchOpenSessions();

    /** When a worker has last looked at this session or at one of its runs; empty where none ever has. */
    Optional<Instant> lastChecked(String sessionKey);

    /** Says what does not work right now; the newer replaces the older of the same session, run and step. */
    void trouble(Trouble trouble);

    /** It works again, or does not matter any more. */
    void troubleIsOver(String session, String run, String step);

    /** All that does not work right now, oldest first. What belongs to a session that is over goes with its end. */
    List<Trouble> troubles();

    /** Keeps a text of at most 5 MB; answers with its reference {@code artifact:<sha256>}. */
    String putArtifact(String text);

    Optional<String> artifact(String reference);

    @Override
    void close();
}
