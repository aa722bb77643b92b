package orchestrator.eventlog.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import orchestrator.eventlog.EventLogException;
import org.jspecify.annotations.Nullable;

/** This process's one writing connection. A transaction waits for its turn, here and among processes. */
final class SqliteWriter implements AutoCloseable {

    /** What a transaction does; null takes it back. */
    interface Transaction<T> {
        @Nullable
        T on(Connection connection) throws SQLException;
    }

    private final ReentrantLock turn = new ReentrantLock();
    private final Connection connection;
    private final WriteRetry patience;
    private volatile boolean closed;

    SqliteWriter(Connection connection, WriteRetry patience) {
        this.connection = connection;
        this.patience = patience;
    }

    /** Commits and answers with the transaction's answer; where that is null, nothing is written. */
    <T> @Nullable T write(String what, Transaction<T> transaction) {
        takeTurn(what);
        try {
            return patience.<@Nullable T>insist(what, () -> once(transaction));
        } finally {
            turn.unlock();
        }
    }

    private <T> @Nullable T once(Transaction<T> transaction) throws SQLException {
        if (closed) throw EventLogException.closed();
        execute("begin immediate");
        try {
            T answer = transaction.on(connection);
            execute(answer == null ? "rollback" : "commit");
            return answer;
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(e);
            throw e;
        }
    }

    /** A full disk may have ended the transaction already; then there is nothing to take back. */
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

    /** A thread that was interrupted may still write, as long as it need not wait. */
    private void takeTurn(String what) {
        try {
            if (!turn.tryLock()) turn.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw EventLogException.interrupted(what);
        }
    }

    /** Ends a transaction that waits for a lock or for room: its thread is told that the log is closed. */
    @Override
    public void close() {
        closed = true;
        turn.lock();
        try {
            connection.close();
        } catch (SQLException e) {
            throw new EventLogException("cannot close the event log: " + e.getMessage(), e);
        } finally {
            turn.unlock();
        }
    }
}
