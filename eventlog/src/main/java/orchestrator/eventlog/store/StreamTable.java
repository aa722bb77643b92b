package orchestrator.eventlog.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import orchestrator.event.StreamId;
import orchestrator.eventlog.Position;
import orchestrator.eventlog.RunActivity;
import orchestrator.identity.LaunchId;
import orchestrator.text.Text;
import org.jspecify.annotations.Nullable;

/** Streams: the position up to which each has been read, and its summary for users. */
final class StreamTable {

    /** A stream's row. An event of an agent other than the stream's has the name in its own row. */
    record Row(long id, long session, StreamId stream, String agent, boolean malformedBefore) {}

    private static final String ROWS = """
        select m.id, m.session, s.key, m.run, m.launch, m.source, m.agent, m.malformed
        from stream m join session s on s.id = m.session
        """;

    private StreamTable() {}

    static Optional<Row> find(Connection connection, StreamId stream) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(ROWS + "where s.key = ? and m.run = ? and m.launch = ? and m.source = ?")) {
            select.setString(1, stream.launch().key());
            select.setString(2, stream.launch().run());
            select.setInt(3, stream.launch().launch());
            select.setString(4, stream.source());
            return first(select);
        }
    }

    static Row get(Connection connection, long id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ROWS + "where m.id = ?")) {
            select.setLong(1, id);
            return first(select).orElseThrow();
        }
    }

    private static Optional<Row> first(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) return Optional.empty();
            LaunchId launch = new LaunchId(row.getString(3), row.getString(4), row.getInt(5));
            StreamId stream = new StreamId(launch, row.getString(6));
            return Optional.of(new Row(row.getLong(1), row.getLong(2), stream, row.getString(7), row.getLong(8) > 0));
        }
    }

    static Row findOrAdd(Connection connection, StreamId stream) throws SQLException {
        Optional<Row> found = find(connection, stream);
        return found.isPresent() ? found.get() : add(connection, stream);
    }

    private static Row add(Connection connection, StreamId stream) throws SQLException {
        long session = SessionTable.findOrAdd(connection, stream.launch().key());
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into stream (session, run, launch, source, agent) values (?, ?, ?, ?, ?) returning id")) {
            insert.setLong(1, session);
            insert.setString(2, stream.launch().run());
            insert.setInt(3, stream.launch().launch());
            insert.setString(4, stream.source());
            insert.setString(5, stream.launch().agent());
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return new Row(row.getLong(1), session, stream, stream.launch().agent(), false);
            }
        }
    }

    static Position position(Connection connection, StreamId stream) throws SQLException {
        Optional<Row> found = find(connection, stream);
        if (found.isEmpty()) return Position.START;
        try (PreparedStatement select = connection.prepareStatement("select * from stream where id = ?")) {
            select.setLong(1, found.get().id());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Position(row.getLong("stream_offset"), row.getString("memory"), live(row));
            }
        }
    }

    /** Advances the stream if it is at the expected offset. */
    static boolean advance(Connection connection, Row stream, long expectedOffset, Position next, Instant now)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
            update stream set stream_offset = ?, memory = ?, last_tool = ?, input_tokens = ?, output_tokens = ?,
              cost_usd = ?, lines = ?, checked_at = ?, last_event_at = coalesce(?, last_event_at)
            where id = ? and stream_offset = ?
            """)) {
            Position.Live live = next.live();
            update.setLong(1, next.offset());
            update.setString(2, Text.clean(next.memory()));
            update.setString(3, Text.clean(live.lastTool()));
            update.setLong(4, live.inputTokens());
            update.setLong(5, live.outputTokens());
            update.setObject(6, live.costUsd());
            update.setLong(7, live.lines());
            update.setLong(8, EpochMicros.of(now));
            update.setObject(9, next.offset() == expectedOffset ? null : EpochMicros.of(now));
            update.setLong(10, stream.id());
            update.setLong(11, expectedOffset);
            return update.executeUpdate() == 1;
        }
    }

    static void countMalformed(Connection connection, Row stream, int count) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update stream set malformed = malformed + ? where id = ?")) {
            update.setInt(1, count);
            update.setLong(2, stream.id());
            update.executeUpdate();
        }
    }

    static void touch(Connection connection, List<StreamId> streams, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
            update stream set checked_at = ?
            where session = (select id from session where key = ?) and run = ? and launch = ? and source = ?
            """)) {
            for (StreamId stream : streams) {
                update.setLong(1, EpochMicros.of(now));
                update.setString(2, stream.launch().key());
                update.setString(3, stream.launch().run());
                update.setInt(4, stream.launch().launch());
                update.setString(5, stream.source());
                if (update.executeUpdate() > 0) continue;
                add(connection, stream);
                update.executeUpdate();
            }
        }
    }

    /** Stored as the check of a stream that has no events and belongs to the session itself. */
    static void touchOpenSessions(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
            insert into stream (session, run, launch, source, agent, checked_at)
            select id, '', 0, 'worker', '', ? from session
            where state is not null and phase not in ('done', 'stopped', 'failed')
            on conflict (session, run, launch, source) do update set checked_at = excluded.checked_at
            """)) {
            upsert.setLong(1, EpochMicros.of(now));
            upsert.executeUpdate();
        }
    }

    static Optional<Instant> lastChecked(Connection connection, String key) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
            select max(m.checked_at) as at from stream m join session s on s.id = m.session where s.key = ?
            """)) {
            select.setString(1, key);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.ofNullable(EpochMicros.orNull(row, "at")) : Optional.empty();
            }
        }
    }

    static Set<String> keysOf(Connection connection, String agent) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select distinct s.key from stream m join session s on s.id = m.session where m.agent = ?")) {
            select.setString(1, agent);
            Set<String> keys = new HashSet<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) keys.add(row.getString(1));
            }
            return keys;
        }
    }

    /** The newest launch of each run, by the stream of its own output. */
    static List<RunActivity> activity(Connection connection, String key, String source) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
            select m.* from stream m join session s on s.id = m.session
            where s.key = ? and m.source = ? and m.run <> '' and m.launch = (
              select max(n.launch) from stream n
              where n.session = m.session and n.run = m.run and n.source = m.source)
            order by m.run
            """)) {
            select.setString(1, key);
            select.setString(2, source);
            try (ResultSet row = select.executeQuery()) {
                List<RunActivity> runs = new ArrayList<>();
                while (row.next()) runs.add(runActivity(row));
                return runs;
            }
        }
    }

    private static RunActivity runActivity(ResultSet row) throws SQLException {
        return new RunActivity(
                row.getString("run"),
                row.getString("agent"),
                row.getInt("launch"),
                live(row),
                EpochMicros.orNull(row, "last_event_at"),
                EpochMicros.orNull(row, "checked_at"));
    }

    private static Position.Live live(ResultSet row) throws SQLException {
        double cost = row.getDouble("cost_usd");
        @Nullable Double costUsd = row.wasNull() ? null : Double.valueOf(cost);
        return new Position.Live(
                row.getString("last_tool"),
                row.getLong("input_tokens"),
                row.getLong("output_tokens"),
                costUsd,
                row.getLong("lines"));
    }
}
