package orchestrator.eventlog.store;

import java.util.List;
import orchestrator.eventlog.Trouble;
import orchestrator.eventlog.Troubles;
import orchestrator.eventlog.database.DatabaseReaders;
import orchestrator.eventlog.database.DatabaseWriter;

/** Troubles in their table. */
final class SqlTroubles implements Troubles {
    private final DatabaseWriter writer;
    private final DatabaseReaders readers;

    SqlTroubles(DatabaseWriter writer, DatabaseReaders readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public void report(Trouble trouble) {
        writer.run("report a trouble", connection -> TroubleTable.keep(connection, trouble));
    }

    @Override
    public void clear(String key, String run, String step) {
        writer.run("clear a trouble", connection -> TroubleTable.remove(connection, key, run, step));
    }

    @Override
    public List<Trouble> all() {
        return readers.read("read troubles", TroubleTable::all);
    }
}
