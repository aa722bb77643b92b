package orchestrator.eventlog.database;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import orchestrator.eventlog.EventLogException;

/**
 * The differences between databases: connecting, locking, creating the tables, the meaning of errors, the order of
 * commits and how to notice them. Everything else is the same SQL on the same tables, with {@code on conflict} and
 * {@code returning}. Connections are in autocommit mode.
 */
public interface Database {

    /** The file or the address, without a password, for messages and logs. */
    String name();

    Connection connectForWriting() throws SQLException;

    Connection connectForReading() throws SQLException;

    /** The statement that begins a writing transaction. */
    String begin();

    /** Creates the tables or upgrades old ones. Called within a transaction. */
    void bringUpToDate(Connection connection) throws SQLException;

    /** SQL after a table's name that makes a query use this index; empty if the database chooses well itself. */
    String usingIndex(String index);

    /** The text in this column, which is not empty, in the way in which the database's driver reads it fastest. */
    default byte[] utf8(ResultSet row, int column) throws SQLException {
        return row.getString(column).getBytes(StandardCharsets.UTF_8);
    }

    /** True if the same attempt may succeed later, as with a lock or a full disk. */
    boolean mayPass(SQLException e);

    /** An exception that says what failed and, if known, what to do. */
    EventLogException failed(String what, SQLException cause);

    CommitOrder order();

    TextSearch search();

    /** Starts to watch for commits of any process. */
    CommitSignal watch();
}
