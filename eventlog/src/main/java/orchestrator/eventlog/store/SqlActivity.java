package orchestrator.eventlog.store;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import orchestrator.event.AgentEvent;
import orchestrator.event.StreamId;
import orchestrator.eventlog.Activity;
import orchestrator.eventlog.RunActivity;
import orchestrator.eventlog.database.DatabaseReaders;
import orchestrator.eventlog.database.DatabaseWriter;

/** Activity, read from the table of streams. */
final class SqlActivity implements Activity {
    private final DatabaseWriter writer;
    private final DatabaseReaders readers;
    private final Clock clock;

    SqlActivity(DatabaseWriter writer, DatabaseReaders readers, Clock clock) {
        this.writer = writer;
        this.readers = readers;
        this.clock = clock;
    }

    @Override
    public List<RunActivity> runs(String key) {
        return readers.read("read activity", connection -> StreamTable.activity(connection, key, AgentEvent.STDOUT));
    }

    @Override
    public void touch(List<StreamId> streams) {
        if (streams.isEmpty()) return;
        writer.run("touch streams", connection -> StreamTable.touch(connection, streams, clock.instant()));
    }

    @Override
    public void touchOpenSessions() {
        writer.run("touch open sessions", connection -> StreamTable.touchOpenSessions(connection, clock.instant()));
    }

    @Override
    public Optional<Instant> lastChecked(String key) {
        return readers.read("read the last look", connection -> StreamTable.lastChecked(connection, key));
    }
}
