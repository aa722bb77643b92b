package orchestrator.eventlog.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import orchestrator.eventlog.Artifacts;
import orchestrator.eventlog.database.DatabaseReaders;
import orchestrator.eventlog.database.DatabaseWriter;
import orchestrator.text.Sha256;

/** Artifacts in their table, by their hash. */
final class SqlArtifacts implements Artifacts {
    private static final String PREFIX = "artifact:";
    private static final int BYTES_MAX = 5 * 1024 * 1024;

    private final DatabaseWriter writer;
    private final DatabaseReaders readers;

    SqlArtifacts(DatabaseWriter writer, DatabaseReaders readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public String put(String text) {
        byte[] content = checked(text);
        return writer.answer("keep an artifact", connection -> put(connection, content));
    }

    @Override
    public Optional<String> get(String reference) {
        return readers.read("read an artifact", connection -> get(connection, reference));
    }

    private static byte[] checked(String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        if (content.length > BYTES_MAX)
            throw new IllegalArgumentException("an artifact may have at most 5 MB (" + BYTES_MAX
                    + " bytes), this one has " + content.length + ": shorten it");
        return content;
    }

    private static String put(Connection connection, byte[] content) throws SQLException {
        String hash = Sha256.hex(content);
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into artifact (hash, content) values (?, ?) on conflict (hash) do nothing")) {
            insert.setString(1, hash);
            insert.setBytes(2, content);
            insert.executeUpdate();
            return PREFIX + hash;
        }
    }

    private static Optional<String> get(Connection connection, String reference) throws SQLException {
        if (!reference.startsWith(PREFIX)) return Optional.empty();
        try (PreparedStatement select = connection.prepareStatement("select content from artifact where hash = ?")) {
            select.setString(1, reference.substring(PREFIX.length()));
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) return Optional.empty();
                return Optional.of(new String(row.getBytes(1), StandardCharsets.UTF_8));
            }
        }
    }
}
