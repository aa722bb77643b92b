package orchestrator.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** One connection to the SQLite file of a project. Several processes may have it open; one at a time writes. */
final class FilesDatabase implements AutoCloseable {
    private static final int BUSY_MILLIS = 30_000;
    private static final List<String> TABLES =
            List.of("""
            create table if not exists file (
              path text primary key,
              size integer not null,
              modified integer not null,
              changed integer not null,
              inode integer not null,
              hash text not null,
              trusted integer not null
            ) strict, without rowid
            """, """
            create table if not exists expected (
              path text not null,
              hash text not null,
              primary key (path, hash)
            ) strict, without rowid
            """, """
            create table if not exists own (
              path text primary key,
              hash text not null
            ) strict, without rowid
            """, """
            create table if not exists state (
              id integer primary key check (id = 1),
              number integer not null,
              complete integer not null,
              scope text not null,
              batch text
            ) strict
            """, "insert or ignore into state values (1, 0, 0, '', null)");

    /** Part of a transaction. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private final Path file;
    private final Connection connection;

    private FilesDatabase(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    static FilesDatabase open(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            // As a URI, because the driver reads what follows a question mark in a path as options.
            Connection connection = DriverManager.getConnection(
                    "jdbc:sqlite:" + file.toAbsolutePath().toUri());
            FilesDatabase database = new FilesDatabase(file, connection);
            database.prepare();
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the directory of the known files " + file, e);
        } catch (SQLException e) {
            throw failed(file, "open", e);
        }
    }

    private void prepare() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout = " + BUSY_MILLIS);
            statement.execute("pragma journal_mode = wal");
            // A batch that was handed out must not be forgotten when the power fails: its number would be used again.
            statement.execute("pragma synchronous = full");
            statement.execute("pragma journal_size_limit = 4194304");
        }
        change("create the tables of", at -> {
            try (Statement statement = at.createStatement()) {
                for (String table : TABLES) statement.execute(table);
            }
            return true;
        });
    }

    /** Runs a transaction that writes. */
    synchronized <T> T change(String what, Work<T> work) {
        try {
            execute("begin immediate");
            try {
                T answer = work.on(connection);
                execute("commit");
                return answer;
            } catch (SQLException | RuntimeException | Error e) {
                rollBack(e);
                throw e;
            }
        } catch (SQLException e) {
            throw failed(file, what, e);
        }
    }

    synchronized <T> T read(String what, Work<T> work) {
        try {
            return work.on(connection);
        } catch (SQLException e) {
            throw failed(file, what, e);
        }
    }

    private void rollBack(Throwable because) {
        try {
            execute("rollback");
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static FilesNotKept failed(Path file, String what, SQLException cause) {
        return new FilesNotKept(
                "cannot " + what + " the known files " + file + ": " + cause.getMessage()
                        + ". Check that the disk has room and that you may write there; if the file is damaged, remove it",
                cause);
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(file, "close", e);
        }
    }
}
