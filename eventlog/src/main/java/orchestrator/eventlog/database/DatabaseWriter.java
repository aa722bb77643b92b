package orchestrator.eventlog.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import orchestrator.eventlog.EventLogException;
import org.jspecify.annotations.Nullable;

/** This process's only writing connection: one transaction at a time, here and among all processes. */
public final class DatabaseWriter implements AutoCloseable {

    /** Returning null rolls the transaction back. */
    public interface Transaction<T> {
        @Nullable
        T on(Connection connection) throws SQLException;
    }

    /** A transaction without a result. */
    public interface Change {
        void on(Connection connection) throws SQLException;
    }

    private final ReentrantLock turn = new ReentrantLock();
    private final Database database;
    private final Connection connection;
    private final WriteRetry retry;
    private volatile boolean closed;

    private DatabaseWriter(Database database, Connection connection, WriteRetry retry) {
        this.database = database;
        this.connection = connection;
        this.retry = retry;
    }

    /** Connects, and retries as long as that may still succeed. */
    public static DatabaseWriter open(Database database) {
        WriteRetry retry = new WriteRetry(database);
        return new DatabaseWriter(database, retry.insist("open", database::connectForWriting), retry);
    }

    /** Runs and commits a transaction. */
    public void run(String what, Change change) {
        write(what, connection -> {
            change.on(connection);
            return what;
        });
    }

    /** Runs and commits a transaction, and returns its result. */
    public <T> T answer(String what, Transaction<T> transaction) {
        return Objects.requireNonNull(write(what, transaction), what);
    }

    /** Runs a transaction and returns its result; if that is null, nothing is written. */
    public <T> @Nullable T write(String what, Transaction<T> transaction) {
        takeTurn(what);
        try {
            return retry.<@Nullable T>insist(what, () -> once(transaction));
        } finally {
            turn.unlock();
        }
    }

    private <T> @Nullable T once(Transaction<T> transaction) throws SQLException {
        if (closed) throw EventLogException.closed();
        execute(database.begin());
        try {
            T answer = transaction.on(connection);
            execute(answer == null ? "rollback" : "commit");
            return answer;
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(e);
            throw e;
        }
    }

    /** A full disk may have ended the transaction already. */
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

    /** A transaction that waits for a lock or for disk space fails. */
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
