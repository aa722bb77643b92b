package orchestrator.eventlog.sqlite;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import orchestrator.event.AgentEvent;
import orchestrator.event.StreamId;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.EventQuery;
import orchestrator.eventlog.Position;
import orchestrator.eventlog.RunActivity;
import orchestrator.eventlog.Trouble;
import orchestrator.session.SessionState;

/** The event log in one SQLite file. Any number of processes may have it open; one at a time writes. */
public final class SqliteEventLog implements EventLog {
    private final Clock clock;
    private final SqliteWriter writer;
    private final SqliteReaders readers;
    private final CommitWatch watch;

    /** Opens the file, and makes it where it is missing. */
    public static SqliteEventLog open(Path dbFile) {
        return open(dbFile, Clock.systemUTC());
    }

    public static SqliteEventLog open(Path dbFile, Clock clock) {
        SqliteFile file = SqliteFile.at(dbFile);
        Connection connection = new WriteRetry(file.path()).insist("open", file::connectForWriting);
        return new SqliteEventLog(
                file, connection, clock, () -> FileSystems.getDefault().newWatchService());
    }

    SqliteEventLog(SqliteFile file, Connection connection, Clock clock, DirectoryChanges.Watching watching) {
        this.clock = clock;
        this.writer = new SqliteWriter(connection, new WriteRetry(file.path()));
        this.readers = new SqliteReaders(file);
        this.watch = new CommitWatch(
                this::lastId, () -> DirectoryChanges.of(file.path().getParent(), watching));
        bringUpToDate();
    }

    private void bringUpToDate() {
        try {
            run("bring the tables up to date", SqliteSchema::bringUpToDate);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public Position position(StreamId stream) {
        return readers.read("read a position", connection -> StreamTable.position(connection, stream));
    }

    @Override
    public boolean append(StreamId stream, long expectedOffset, Position next, List<AgentEvent> events) {
        for (AgentEvent event : events) requireOf(stream, event);
        Long lastId = writer.write("append", connection -> {
            StreamTable.Row row = StreamTable.findOrAdd(connection, stream);
            if (!StreamTable.advance(connection, row, expectedOffset, next, clock.instant())) return null;
            EventTable.insert(connection, row, events);
            return EventTable.lastId(connection);
        });
        if (lastId == null) return false;
        watch.committed(lastId);
        return true;
    }

    private static void requireOf(StreamId stream, AgentEvent event) {
        StreamId own = event.stream();
        if (!own.session().equals(stream.session())
                || !own.run().equals(stream.run())
                || own.launch() != stream.launch()
                || !own.source().equals(stream.source()))
            throw new IllegalArgumentException("an event of " + own + " cannot be appended to " + stream);
    }

    @Override
    public void record(List<AgentEvent> events) {
        if (events.isEmpty()) return;
        Long lastId = writer.write("record", connection -> {
            for (AgentEvent event : events) {
                StreamTable.Row row = StreamTable.findOrAdd(connection, event.stream());
                EventTable.insertNew(connection, row, List.of(event));
            }
            return EventTable.lastId(connection);
        });
        watch.committed(Objects.requireNonNull(lastId));
    }

    @Override
    public List<AgentEvent> significant(StreamId stream, long afterOffset, int limit) {
        return readers.read("read events", connection -> {
            Optional<StreamTable.Row> row = StreamTable.find(connection, stream);
            return row.isEmpty() ? List.of() : EventTable.significant(connection, row.get(), afterOffset, limit);
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
    public List<AgentEvent> read(EventQuery query) {
        return readers.read("read events", connection -> EventTable.read(connection, query));
    }

    @Override
    public boolean awaitAfter(long afterId, Duration atMost) throws InterruptedException {
        return watch.awaitAfter(afterId, atMost);
    }

    @Override
    public long lastId() {
        return readers.read("read the last id", EventTable::lastId);
    }

    @Override
    public void archive(SessionState state) {
        run("archive a session", connection -> {
            SessionTable.keep(connection, state);
            if (state.phase().isFinal()) TroubleTable.removeAllOf(connection, state.key());
        });
    }

    @Override
    public void trouble(Trouble trouble) {
        run("say what does not work", connection -> TroubleTable.keep(connection, trouble));
    }

    @Override
    public void troubleIsOver(String session, String run, String step) {
        run("say what works again", connection -> TroubleTable.remove(connection, session, run, step));
    }

    @Override
    public List<Trouble> troubles() {
        return readers.read("read what does not work", TroubleTable::all);
    }

    @Override
    public Optional<SessionState> session(String ref) {
        return readers.read("read a session", connection -> {
            Optional<SessionState> newest = SessionTable.newestNamed(connection, ref);
            if (newest.isPresent()) return newest;
            Optional<SessionState> keyed = SessionTable.byKey(connection, ref);
            return keyed.isPresent() ? keyed : SessionTable.byExecution(connection, ref);
        });
    }

    @Override
    public List<SessionState> sessions(int limit) {
        return readers.read("list sessions", connection -> SessionTable.newest(connection, Math.max(0, limit)));
    }

    @Override
    public List<RunActivity> activity(String sessionKey) {
        return readers.read(
                "read activity", connection -> StreamTable.activity(connection, sessionKey, AgentEvent.STDOUT));
    }

    @Override
    public void touch(List<StreamId> streams) {
        if (streams.isEmpty()) return;
        run("touch streams", connection -> StreamTable.touch(connection, streams, clock.instant()));
    }

    @Override
    public void touchOpenSessions() {
        run("touch open sessions", connection -> StreamTable.touchOpenSessions(connection, clock.instant()));
    }

    @Override
    public Optional<Instant> lastChecked(String sessionKey) {
        return readers.read("read the last look", connection -> StreamTable.lastChecked(connection, sessionKey));
    }

    @Override
    public String putArtifact(String text) {
        byte[] content = ArtifactTable.checked(text);
        return Objects.requireNonNull(
                writer.write("keep an artifact", connection -> ArtifactTable.put(connection, content)));
    }

    @Override
    public Optional<String> artifact(String reference) {
        return readers.read("read an artifact", connection -> ArtifactTable.get(connection, reference));
    }

    /** A transaction without an answer. */
    private interface Change {
        void on(Connection connection) throws SQLException;
    }

    private void run(String what, Change change) {
        writer.write(what, connection -> {
            change.on(connection);
            return what;
        });
    }

    @Override
    public void close() {
        watch.close();
        readers.close();
        writer.close();
    }
}
