package orchestrator.eventlog.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The database file and how to connect to it. Connections stay in autocommit mode and transactions are begun with
 * {@code BEGIN IMMEDIATE}: a deferred one that turns into a writer fails where another process has written meanwhile.
 */
record SqliteFile(Path path) {

    /** Connections give up on a lock after this time, so that an interrupt is seen soon; {@link WriteRetry} goes on. */
    private static final int BUSY_MILLIS = 250;

    /** Readers are stopped only by recovery after a crash, which may take a moment. */
    private static final int BUSY_MILLIS_READING = 10_000;

    static SqliteFile at(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the directory of the event log " + absolute, e);
        }
        return new SqliteFile(absolute);
    }

    Connection connectForWriting() throws SQLException {
        return connect(
                BUSY_MILLIS,
                "pragma journal_mode = wal",
                "pragma synchronous = normal",
                "pragma wal_autocheckpoint = 4000",
                "pragma journal_size_limit = 67108864");
    }

    Connection connectForReading() throws SQLException {
        return connect(BUSY_MILLIS_READING, "pragma query_only = on");
    }

    /** As a URI, because the driver takes what follows a question mark in a plain path for options. */
    private Connection connect(int busyMillis, String... pragmas) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path.toUri());
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout = " + busyMillis);
            for (String pragma : pragmas) statement.execute(pragma);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
