package orchestrator.eventlog.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import orchestrator.eventlog.Trouble;
import orchestrator.json.WireName;

/** Troubles: one row for each session, run and step. */
final class TroubleTable {
    private static final int ROWS_MAX = 1_000;

    private TroubleTable() {}

    /** A session that is over has no troubles, even if something still fails in it. */
    static void keep(Connection connection, Trouble trouble) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into trouble (session, run, step, kind, reason, remedy, since, attempts, next_at)
                select ?, ?, ?, ?, ?, ?, ?, ?, ?
                where not exists (select 1 from session where key = ? and phase in ('done', 'failed', 'stopped'))
                on conflict (session, run, step) do update set kind = excluded.kind, reason = excluded.reason,
                  remedy = excluded.remedy, attempts = excluded.attempts, next_at = excluded.next_at
                """)) {
            upsert.setString(1, trouble.key());
            upsert.setString(2, trouble.run());
            upsert.setString(3, trouble.step());
            upsert.setString(4, trouble.kind().wire());
            upsert.setString(5, trouble.reason());
            upsert.setString(6, trouble.remedy());
            upsert.setLong(7, EpochMicros.of(trouble.since()));
            upsert.setInt(8, trouble.attempts());
            upsert.setObject(9, trouble.nextAt() == null ? null : EpochMicros.of(trouble.nextAt()));
            upsert.setString(10, trouble.key());
            upsert.executeUpdate();
        }
    }

    static void remove(Connection connection, String key, String run, String step) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from trouble where session = ? and run = ? and step = ?")) {
            delete.setString(1, key);
            delete.setString(2, run);
            delete.setString(3, step);
            delete.executeUpdate();
        }
    }

    static void removeAllOf(Connection connection, String key) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from trouble where session = ?")) {
            delete.setString(1, key);
            delete.executeUpdate();
        }
    }

    static List<Trouble> all(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select session, run, step, kind, reason, remedy, since, attempts, next_at from trouble
                order by since, step limit\s""" + ROWS_MAX);
                ResultSet row = select.executeQuery()) {
            List<Trouble> troubles = new ArrayList<>();
            while (row.next()) troubles.add(trouble(row));
            return troubles;
        }
    }

    private static Trouble trouble(ResultSet row) throws SQLException {
        return new Trouble(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                WireName.of(Trouble.Kind.class, row.getString(4)),
                row.getString(5),
                row.getString(6),
                EpochMicros.instant(row.getLong(7)),
                row.getInt(8),
                EpochMicros.orNull(row, "next_at"));
    }
}
