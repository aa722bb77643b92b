package orchestrator.eventlog;

import java.time.Duration;
import java.util.List;
import orchestrator.event.AgentEvent;
import orchestrator.event.StreamId;

/**
 * Events: appended by the worker, read by everyone. Safe for many threads and several processes. Writing waits while the
 * database is locked or its disk is full, until the thread is interrupted.
 */
public interface EventLog {

    /** The position up to which this stream has been read; {@link Position#START} if it never was. */
    Position position(StreamId stream);

    /**
     * Writes events and the new position in one transaction, if the stream is still at {@code expectedOffset}. False if
     * another writer was faster: then nothing is written.
     */
    boolean append(StreamId stream, long expectedOffset, Position next, List<AgentEvent> events);

    /**
     * Writes events that were read from no stream. One that the log already has (same session, run, launch, source,
     * offset, index) is skipped.
     */
    void record(List<AgentEvent> events);

    /** Events that the workflow must know about, in stream order, with offsets above {@code afterOffset}. */
    List<AgentEvent> significant(StreamId stream, long afterOffset, int limit);

    long countSignificant(StreamId stream, long afterOffset);

    /** Events after the query's cursor, in the order of commits. */
    EventPage read(EventQuery query);

    /** The same events, undecoded; only none means that there are no more. */
    List<StoredEvent> stored(EventQuery query);

    /** Events that match a filter. */
    FoundEvents find(EventSearch search);

    /** The same without the events, and without regard to the limit: only how many there are. */
    FoundEvents count(EventSearch search);

    /** Waits until there is an event after the cursor; false if the time is up first. */
    boolean awaitAfter(Cursor cursor, Duration atMost) throws InterruptedException;

    /** The cursor after the newest event. */
    Cursor newest();

    /** True if {@code one} comes after {@code other}. */
    boolean isBehind(Cursor one, Cursor other);

    /**
     * Reads the text of a cursor.
     *
     * @throws IllegalArgumentException if this log makes no such cursors
     */
    Cursor cursor(String text);
}
