package orchestrator.eventlog.database;

import java.sql.Connection;
import java.sql.SQLException;
import orchestrator.eventlog.EventLogException;

/**
 * What differs between databases: how to connect, lock and create the tables, what its errors mean, the order of commits
 * and how to notice them. The tables are named alike and understand the same SQL otherwise, with {@code on conflict} and
 * {@code returning}. Connections are in autocommit mode.
 */
public interface Database {

    /** For messages and logs: the file or the address, never a password. */
    String name();

    Connection connectForWriting() throws SQLException;

    Connection connectForReading() throws SQLException;

    /** The statement that begins a transaction that will write. */
    String begin();

    /** Creates the tables, or changes old ones; within a transaction. */
    void bringUpToDate(Connection connection) throws SQLException;

    /** Follows the name of a table in a query that is to use this index; empty if the database chooses well itself. */
    String usingIndex(String index);

    /** True if the same attempt may succeed later, as with a lock or a full disk. */
    boolean mayPass(SQLException e);

    /** An exception that says what failed and, if known, what to do. */
    EventLogException failed(String what, SQLException cause);

    CommitOrder order();

    /** Starts to watch for commits of any process. */
    CommitSignal watch();
}
