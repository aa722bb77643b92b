package orchestrator.eventlog.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import orchestrator.json.Json;
import orchestrator.snapshot.StateChange;

/**
 * How far each session's state is archived, and its tail: the changes that the whole state in the session's row does not
 * contain yet. A small change is thus a small write, however large the state is.
 */
final class RevisionTable {

    /** @param tailChars length of all changes in the tail */
    record Row(long session, String series, long revision, long tailChars) {}

    private RevisionTable() {}

    static Optional<Row> find(Connection connection, String key) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select r.session, r.series, r.revision, r.tail_chars
                from session_revision r join session s on s.id = r.session where s.key = ?
                """)) {
            select.setString(1, key);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Row(row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4)))
                        : Optional.empty();
            }
        }
    }

    /** Appends a change to the tail; returns the tail's new length. */
    static long append(Connection connection, Row row, StateChange change) throws SQLException {
        String patch = Json.write(change.patch());
        try (PreparedStatement insert =
                connection.prepareStatement("insert into session_change (session, revision, patch) values (?, ?, ?)")) {
            insert.setLong(1, row.session());
            insert.setLong(2, change.revision());
            insert.setString(3, patch);
            insert.executeUpdate();
        }
        long tailChars = row.tailChars() + patch.length();
        put(connection, row.session(), change, tailChars);
        return tailChars;
    }

    /** Removes the tail, because the session's row has the whole state of this change. */
    static void onWhole(Connection connection, long session, StateChange change) throws SQLException {
        removeTail(connection, session);
        put(connection, session, change, 0);
    }

    private static void put(Connection connection, long session, StateChange change, long tailChars)
            throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into session_revision (session, series, revision, tail_chars) values (?, ?, ?, ?)
                on conflict (session) do update set series = excluded.series, revision = excluded.revision,
                  tail_chars = excluded.tail_chars
                """)) {
            upsert.setLong(1, session);
            upsert.setString(2, change.series());
            upsert.setLong(3, change.revision());
            upsert.setLong(4, tailChars);
            upsert.executeUpdate();
        }
    }

    /** Forgets revision and tail, because the session's row has a state of unknown revision. */
    static void forget(Connection connection, long session) throws SQLException {
        removeTail(connection, session);
        try (PreparedStatement delete = connection.prepareStatement("delete from session_revision where session = ?")) {
            delete.setLong(1, session);
            delete.executeUpdate();
        }
    }

    private static void removeTail(Connection connection, long session) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from session_change where session = ?")) {
            delete.setLong(1, session);
            delete.executeUpdate();
        }
    }
}
