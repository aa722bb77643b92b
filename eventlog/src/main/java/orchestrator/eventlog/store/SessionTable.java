package orchestrator.eventlog.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import orchestrator.eventlog.Archive.Shelf;
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

    /** Writes the whole state, and returns the session's row. Whoever calls it settles the tail. */
    static long keep(Connection connection, SessionState state) throws SQLException {
        long id = keepWhole(connection, state);
        keepListed(connection, id, state.listed());
        return id;
    }

    private static long keepWhole(Connection connection, SessionState state) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
            insert into session (key, name, execution, phase, started_at, state) values (?, ?, ?, ?, ?, ?)
            on conflict (key) do update set name = excluded.name, execution = excluded.execution,
              phase = excluded.phase, started_at = excluded.started_at, state = excluded.state
            returning id
            """)) {
            upsert.setString(1, state.key());
            upsert.setString(2, state.session());
            upsert.setString(3, state.execution());
            upsert.setString(4, state.phase().wire());
            upsert.setLong(5, EpochMicros.of(state.startedAt()));
            upsert.setString(6, Json.write(state));
            try (ResultSet row = upsert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void keepListed(Connection connection, long id, SessionState listed) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
            insert into session_listed (session, state) values (?, ?)
            on conflict (session) do update set state = excluded.state
            """)) {
            upsert.setLong(1, id);
            upsert.setString(2, Json.write(listed));
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

    /** True if another execution with the same id started later. */
    static boolean hasLater(Connection connection, SessionState state) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
            select 1 from session where state is not null and name = ? and started_at > ? and execution <> ? limit 1
            """)) {
            select.setString(1, state.session());
            select.setLong(2, EpochMicros.of(state.startedAt()));
            select.setString(3, state.execution());
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    static List<SessionState> newest(Connection connection, int limit) throws SQLException {
        return states(connection, "? = ''", "", limit);
    }

    /** One statement reads states and tails, so that both are of the same moment. */
    private static List<SessionState> states(Connection connection, String condition, String value, int limit)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
            with chosen as (
              select id, started_at, state from session where state is not null and %s
              order by started_at desc, id desc limit ?)
            select id, started_at, state as json, 0 as revision from chosen
            union all
            select session, 0, patch, revision from session_change where session in (select id from chosen)
            """.formatted(condition))) {
            select.setString(1, value);
            select.setInt(2, limit);
            try (ResultSet row = select.executeQuery()) {
                return WholeStates.read(row);
            }
        }
    }

    /** All executions of the id, so that an earlier one does not take the place of the newest. */
    static void put(Connection connection, String name, Shelf shelf) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update session set put_away = ? where name = ?")) {
            update.setInt(1, number(shelf));
            update.setString(2, name);
            update.executeUpdate();
        }
    }

    static boolean isPutAway(Connection connection, String key) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select 1 from session where key = ? and put_away = 1")) {
            select.setString(1, key);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private static int number(Shelf shelf) {
        return shelf == Shelf.PUT_AWAY ? 1 : 0;
    }

    static List<SessionState> listed(
            Connection connection, Shelf shelf, Instant startedBefore, int limit, Function<String, SessionState> parser)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                listed("put_away = ? and started_at < ? order by started_at desc, id desc limit ?"))) {
            select.setInt(1, number(shelf));
            select.setLong(2, EpochMicros.of(startedBefore));
            select.setInt(3, limit);
            return listed(select, parser);
        }
    }

    /** A final phase is always written with the whole state, so the column has it. */
    static List<SessionState> unfinished(Connection connection, Function<String, SessionState> parser)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                listed("phase not in ('done', 'stopped', 'failed') order by started_at desc, id desc"))) {
            return listed(select, parser);
        }
    }

    /** Only a session with changes that its state does not have yet is put together from these. */
    private static String listed(String condition) {
        return """
            with chosen as (
              select id, started_at, exists (select 1 from session_change c where c.session = session.id) as is_changed
              from session where state is not null and %s)
            select c.id, c.started_at, l.state, 0 from chosen c join session_listed l on l.session = c.id
            where not c.is_changed
            union all
            select c.id, c.started_at, s.state, 0 from chosen c join session s on s.id = c.id where c.is_changed
            union all
            select session, 0, patch, revision from session_change
            where session in (select id from chosen where is_changed)
            """.formatted(condition);
    }

    private static List<SessionState> listed(PreparedStatement select, Function<String, SessionState> parser)
            throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            return WholeStates.read(row, parser).stream()
                    .map(SessionState::listed)
                    .toList();
        }
    }

    static long count(Connection connection, Shelf shelf, Instant startedBefore) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select count(*) from session where state is not null and put_away = ? and started_at < ?")) {
            select.setInt(1, number(shelf));
            select.setLong(2, EpochMicros.of(startedBefore));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
