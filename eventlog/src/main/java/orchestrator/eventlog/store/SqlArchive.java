package orchestrator.eventlog.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import orchestrator.event.AgentEvent;
import orchestrator.eventlog.Archive;
import orchestrator.eventlog.database.DatabaseReaders;
import orchestrator.eventlog.database.DatabaseWriter;
import orchestrator.session.SessionState;
import orchestrator.snapshot.StateChange;
import org.jspecify.annotations.Nullable;

/** States of sessions in their table. */
final class SqlArchive implements Archive {
    private final DatabaseWriter writer;
    private final DatabaseReaders readers;
    private final SqlEventLog log;
    private final ParsedStates parsed = new ParsedStates();

    SqlArchive(DatabaseWriter writer, DatabaseReaders readers, SqlEventLog log) {
        this.writer = writer;
        this.readers = readers;
        this.log = log;
    }

    @Override
    public void keep(SessionState state) {
        writer.run("archive a session", connection -> StateSteps.keep(connection, state));
    }

    @Override
    public boolean record(StateChange change, @Nullable SessionState whole, List<AgentEvent> events) {
        return log.record(events, connection -> StateSteps.take(connection, change, whole));
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
    public Optional<SessionState> withKey(String key) {
        return readers.read("read a session", connection -> SessionTable.byKey(connection, key));
    }

    @Override
    public boolean isSuperseded(SessionState state) {
        return readers.read("look for a newer session", connection -> SessionTable.hasLater(connection, state));
    }

    @Override
    public List<SessionState> sessions(int limit) {
        return readers.read("list sessions", connection -> SessionTable.newest(connection, Math.max(0, limit)));
    }

    @Override
    public void put(String session, Shelf shelf) {
        writer.run("put a session away", connection -> SessionTable.put(connection, session, shelf));
    }

    @Override
    public boolean isPutAway(String key) {
        return readers.read("look for a session", connection -> SessionTable.isPutAway(connection, key));
    }

    @Override
    public List<SessionState> listed(Shelf shelf, Instant startedBefore, int limit) {
        return readers.read(
                "list sessions",
                connection -> SessionTable.listed(connection, shelf, startedBefore, Math.max(0, limit), parsed::of));
    }

    @Override
    public List<SessionState> unfinished() {
        return readers.read("list open sessions", connection -> SessionTable.unfinished(connection, parsed::of));
    }

    @Override
    public Set<String> keysOf(String agent) {
        return readers.read("look for an agent", connection -> StreamTable.keysOf(connection, agent));
    }

    @Override
    public long count(Shelf shelf, Instant startedBefore) {
        return readers.read("count sessions", connection -> SessionTable.count(connection, shelf, startedBefore));
    }
}
