package orchestrator.eventlog.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import orchestrator.json.Json;
import orchestrator.session.SessionState;

/** Sessions by key. A row exists from the first event on, and has a state once the session is archived. */
final class SessionTable {
    private SessionTable() {}

    static OptionalLong find(Connection connection, String key) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select id from session where key = ?")) {
            select.setString(1, key);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    static long findOrAdd(Connection connection, String key) throws SQLException {
        OptionalLong found = find(connection, key);
        if (found.isPresent()) return found.getAsLong();
        try (PreparedStatement insert =
                connection.prepareStatement("insert into session (key) values (?) returning id")) {
            insert.setString(1, key);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    static void keep(Connection connection, SessionState state) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into session (key, name, execution, phase, started_at, state) values (?, ?, ?, ?, ?, ?)
                on conflict (key) do update set name = excluded.name, execution = excluded.execution,
                  phase = excluded.phase, started_at = excluded.started_at, state = excluded.state
                """)) {
            upsert.setString(1, state.key());
            upsert.setString(2, state.session());
            upsert.setString(3, state.execution());
            upsert.setString(4, state.phase().wire());
            upsert.setLong(5, EpochMicros.of(state.startedAt()));
            upsert.setString(6, Json.write(state));
            upsert.executeUpdate();
        }
    }

    static Optional<SessionState> byKey(Connection connection, String key) throws SQLException {
        return states(connection, "key = ?", key, 1).stream().findFirst();
    }

    static Optional<SessionState> byExecution(Connection connection, String runId) throws SQLException {
        return states(connection, "execution = ?", runId, 1).stream().findFirst();
    }

    static Optional<SessionState> newestNamed(Connection connection, String name) throws SQLException {
        return states(connection, "name = ?", name, 1).stream().findFirst();
    }

    static List<SessionState> newest(Connection connection, int limit) throws SQLException {
        return states(connection, "? = ''", "", limit);
    }

    private static List<SessionState> states(Connection connection, String condition, String value, int limit)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select state from session where state is not null and " + condition
                        + " order by started_at desc, id desc limit ?")) {
            select.setString(1, value);
            select.setInt(2, limit);
            try (ResultSet row = select.executeQuery()) {
                List<SessionState> states = new ArrayList<>();
                while (row.next()) states.add(Json.read(row.getString(1), SessionState.class));
                return states;
            }
        }
    }
}
