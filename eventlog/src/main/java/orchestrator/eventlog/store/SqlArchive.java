package orchestrator.eventlog.store;

import java.util.List;
import java.util.Optional;
import orchestrator.eventlog.Archive;
import orchestrator.eventlog.database.DatabaseReaders;
import orchestrator.eventlog.database.DatabaseWriter;
import orchestrator.session.SessionState;

/** States of sessions in their table. */
final class SqlArchive implements Archive {
    private final DatabaseWriter writer;
    private final DatabaseReaders readers;

    SqlArchive(DatabaseWriter writer, DatabaseReaders readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public void keep(SessionState state) {
        writer.run("archive a session", connection -> {
            SessionTable.keep(connection, state);
            if (state.phase().isFinal()) TroubleTable.removeAllOf(connection, state.key());
        });
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
}
