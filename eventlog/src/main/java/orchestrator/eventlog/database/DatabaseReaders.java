package orchestrator.eventlog.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import orchestrator.eventlog.EventLogException;

/** A few reading connections, opened when needed and kept. Readers never wait for the writer. */
public final class DatabaseReaders implements AutoCloseable {
    private static final int CONNECTIONS_MAX = 4;

    /** A query. */
    public interface Reading<T> {
        T on(Connection connection) throws SQLException;
    }

    private final Database database;
    private final Semaphore permits = new Semaphore(CONNECTIONS_MAX, true);
    private final Deque<Connection> idle = new ArrayDeque<>();
    private boolean closed;

    public DatabaseReaders(Database database) {
        this.database = database;
    }

    public <T> T read(String what, Reading<T> reading) {
        permits.acquireUninterruptibly();
        try {
            Connection connection = take();
            return readAndGiveBack(connection, reading);
        } catch (SQLException e) {
            throw database.failed(what, e);
        } finally {
            permits.release();
        }
    }

    /** A connection that failed is not used again. */
    private <T> T readAndGiveBack(Connection connection, Reading<T> reading) throws SQLException {
        boolean sound = false;
        try {
            T answer = reading.on(connection);
            sound = true;
            return answer;
        } finally {
            if (!sound || !giveBack(connection)) connection.close();
        }
    }

    private synchronized Connection take() throws SQLException {
        if (closed) throw EventLogException.closed();
        Connection connection = idle.pollFirst();
        return connection == null ? database.connectForReading() : connection;
    }

    private synchronized boolean giveBack(Connection connection) {
        if (closed) return false;
        idle.addFirst(connection);
        return true;
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            for (Connection connection : idle) connection.close();
        } catch (SQLException e) {
            throw new EventLogException("cannot close the event log: " + e.getMessage(), e);
        }
        idle.clear();
    }
}
