package orchestrator.eventlog.store;

import java.util.Optional;
import orchestrator.eventlog.Artifacts;
import orchestrator.eventlog.database.DatabaseReaders;
import orchestrator.eventlog.database.DatabaseWriter;

/** Artifacts in their table. */
final class SqlArtifacts implements Artifacts {
    private final DatabaseWriter writer;
    private final DatabaseReaders readers;

    SqlArtifacts(DatabaseWriter writer, DatabaseReaders readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public String put(String text) {
        byte[] content = ArtifactTable.checked(text);
        return writer.answer("keep an artifact", connection -> ArtifactTable.put(connection, content));
    }

    @Override
    public Optional<String> get(String reference) {
        return readers.read("read an artifact", connection -> ArtifactTable.get(connection, reference));
    }
}
