package orchestrator.eventlog.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import orchestrator.text.Sha256;

/** Artifacts by their hash. */
final class ArtifactTable {
    private static final String PREFIX = "artifact:";
    private static final int BYTES_MAX = 5 * 1024 * 1024;

    private ArtifactTable() {}

    static byte[] checked(String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        if (content.length > BYTES_MAX)
            throw new IllegalArgumentException("an artifact may have at most 5 MB (" + BYTES_MAX
                    + " bytes), this one has " + content.length + ": shorten it");
        return content;
    }

    static String put(Connection connection, byte[] content) throws SQLException {
        String hash = Sha256.hex(content);
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into artifact (hash, content) values (?, ?) on conflict (hash) do nothing")) {
            insert.setString(1, hash);
            insert.setBytes(2, content);
            insert.executeUpdate();
            return PREFIX + hash;
        }
    }

    static Optional<String> get(Connection connection, String reference) throws SQLException {
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
