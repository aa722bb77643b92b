package orchestrator.eventlog.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import orchestrator.event.AgentEvent;
import orchestrator.event.StreamId;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.EventPage;
import orchestrator.eventlog.EventQuery;
import orchestrator.eventlog.EventSearch;
import orchestrator.eventlog.FoundEvents;
import orchestrator.eventlog.LoggedEvent;
import orchestrator.eventlog.Position;
import orchestrator.eventlog.StoredEvent;
import orchestrator.eventlog.database.CommitWatch;
import orchestrator.eventlog.database.DatabaseReaders;
import orchestrator.eventlog.database.DatabaseWriter;
import orchestrator.identity.LaunchId;

/** Events and streams in their tables. */
final class SqlEventLog implements EventLog {
    private final DatabaseWriter writer;
    private final DatabaseReaders readers;
    private final CommitWatch watch;
    private final EventTable table;
    private final EventFinder finder;
    private final Clock clock;

    SqlEventLog(
            DatabaseWriter writer,
            DatabaseReaders readers,
            CommitWatch watch,
            EventTable table,
            EventFinder finder,
            Clock clock) {
        this.writer = writer;
        this.readers = readers;
        this.watch = watch;
        this.table = table;
        this.finder = finder;
        this.clock = clock;
    }

    @Override
    public Position position(StreamId stream) {
        return readers.read("read a position", connection -> StreamTable.position(connection, stream));
    }

    @Override
    public boolean append(StreamId stream, long expectedOffset, Position next, List<AgentEvent> events) {
        for (AgentEvent event : events) requireOf(stream, event);
        Cursor newest = writer.write("append", connection -> {
            StreamTable.Row row = StreamTable.findOrAdd(connection, stream);
            if (!StreamTable.advance(connection, row, expectedOffset, next, clock.instant())) return null;
            EventInsert.all(connection, row, events);
            return table.newest(connection);
        });
        if (newest == null) return false;
        watch.onCommit(newest);
        return true;
    }

    private static void requireOf(StreamId stream, AgentEvent event) {
        LaunchId launch = stream.launch();
        boolean isOf = event.key().equals(launch.key())
                && event.run().equals(launch.run())
                && event.launch() == launch.launch()
                && event.source().equals(stream.source());
        if (!isOf)
            throw new IllegalArgumentException("an event of " + event.stream() + " cannot be appended to " + stream);
    }

    @Override
    public void record(List<AgentEvent> events) {
        if (!events.isEmpty()) record(events, connection -> true);
    }

    /** What else happens in the transaction of events. */
    interface Beside {
        boolean in(Connection connection) throws SQLException;
    }

    private record Recorded(Cursor newest, boolean answer) {}

    /** Returns the answer of what happens beside. */
    boolean record(List<AgentEvent> events, Beside beside) {
        Recorded recorded = writer.answer("record", connection -> {
            for (AgentEvent event : events) {
                StreamTable.Row row = StreamTable.findOrAdd(connection, event.stream());
                EventInsert.ifNew(connection, row, event);
            }
            boolean answer = beside.in(connection);
            return new Recorded(table.newest(connection), answer);
        });
        if (!events.isEmpty()) watch.onCommit(recorded.newest());
        return recorded.answer();
    }

    @Override
    public List<AgentEvent> significant(StreamId stream, long afterOffset, int limit) {
        return readers.read("read events", connection -> {
            Optional<StreamTable.Row> row = StreamTable.find(connection, stream);
            return row.isEmpty() ? List.of() : table.significant(connection, row.get(), afterOffset, limit);
        });
    }

    @Override
    public long countSignificant(StreamId stream, long afterOffset) {
        return readers.read("count events", connection -> {
            Optional<StreamTable.Row> row = StreamTable.find(connection, stream);
            return row.isEmpty() ? 0L : EventTable.countSignificant(connection, row.get(), afterOffset);
        });
    }

    @Override
    public EventPage read(EventQuery query) {
        List<LoggedEvent> events = stored(query).stream()
                .map(event -> new LoggedEvent(event.cursor(), event.event()))
                .toList();
        return EventPage.of(events, query.after());
    }

    @Override
    public List<StoredEvent> stored(EventQuery query) {
        return readers.read("read events", connection -> table.read(connection, query));
    }

    @Override
    public FoundEvents find(EventSearch search) {
        return readers.read("look for events", connection -> finder.find(connection, search));
    }

    @Override
    public FoundEvents count(EventSearch search) {
        return readers.read("count events", connection -> finder.count(connection, search));
    }

    @Override
    public boolean awaitAfter(Cursor cursor, Duration atMost) throws InterruptedException {
        return watch.awaitAfter(cursor, atMost);
    }

    @Override
    public Cursor newest() {
        return readers.read("read the newest event", table::newest);
    }

    @Override
    public boolean isBehind(Cursor one, Cursor other) {
        return table.order().compare(one, other) > 0;
    }

    @Override
    public Cursor cursor(String text) {
        return table.order().parse(text);
    }
}
