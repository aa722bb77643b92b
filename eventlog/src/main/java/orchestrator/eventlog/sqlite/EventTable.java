package orchestrator.eventlog.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.StreamId;
import orchestrator.eventlog.EventQuery;
import orchestrator.json.WireName;
import orchestrator.text.Text;

/** Events, in the order in which they were committed. */
final class EventTable {

    /** A page ends early beyond this, so that a page of huge lines does not fill the memory. */
    private static final long PAGE_CHARS_MAX = 16_000_000;

    private static final String INSERT = """
            insert into event (session, stream, stream_offset, line_index, happened_at, agent, type, significant, text, data)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String SELECT = """
            select id, stream, stream_offset, line_index, happened_at, agent, type, text, data from event
            """;

    private EventTable() {}

    /** Writes events of one stream, each of which must be new. */
    static void insert(Connection connection, StreamTable.Row stream, List<AgentEvent> events) throws SQLException {
        insert(connection, stream, events, INSERT);
    }

    /** Writes those of the events that are not there. */
    static void insertNew(Connection connection, StreamTable.Row stream, List<AgentEvent> events) throws SQLException {
        insert(connection, stream, events, INSERT + "on conflict (stream, stream_offset, line_index) do nothing");
    }

    private static void insert(Connection connection, StreamTable.Row stream, List<AgentEvent> events, String sql)
            throws SQLException {
        int malformed = 0;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setLong(1, stream.session());
            insert.setLong(2, stream.id());
            for (AgentEvent event : events) {
                bind(
                        insert,
                        stream,
                        event,
                        Significance.isSignificant(event, stream.malformedBefore() || malformed > 0));
                int written = insert.executeUpdate();
                if (written > 0 && Significance.isMalformed(event)) malformed++;
            }
        }
        if (malformed > 0) StreamTable.countMalformed(connection, stream, malformed);
    }

    private static void bind(PreparedStatement insert, StreamTable.Row stream, AgentEvent event, boolean significant)
            throws SQLException {
        insert.setLong(3, event.offset());
        insert.setInt(4, event.index());
        insert.setLong(5, EpochMicros.of(event.at()));
        insert.setString(6, event.agent().equals(stream.stream().agent()) ? null : event.agent());
        insert.setString(7, event.type().wire());
        insert.setInt(8, significant ? 1 : 0);
        insert.setString(9, Text.clean(event.text()));
        insert.setString(10, EventText.write(event.data()));
    }

    static List<AgentEvent> significant(Connection connection, StreamTable.Row stream, long afterOffset, int limit)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT
                + "where stream = ? and significant = 1 and stream_offset > ?"
                + " order by stream_offset, line_index limit ?")) {
            select.setLong(1, stream.id());
            select.setLong(2, afterOffset);
            select.setInt(3, Math.max(0, limit));
            return events(connection, select);
        }
    }

    static long countSignificant(Connection connection, StreamTable.Row stream, long afterOffset) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select count(*) from event where stream = ? and significant = 1 and stream_offset > ?")) {
            select.setLong(1, stream.id());
            select.setLong(2, afterOffset);
            try (ResultSet row = select.executeQuery()) {
                return row.getLong(1);
            }
        }
    }

    static List<AgentEvent> read(Connection connection, EventQuery query) throws SQLException {
        if (query.session().isEmpty()) return readAll(connection, query);
        OptionalLong session = SessionTable.find(connection, query.session());
        if (session.isEmpty()) return List.of();
        try (PreparedStatement select = connection.prepareStatement(sql(query))) {
            int at = 1;
            select.setLong(at++, session.getAsLong());
            select.setLong(at++, query.afterId());
            for (EventType type : query.types()) select.setString(at++, type.wire());
            if (!query.run().isEmpty()) {
                select.setLong(at++, session.getAsLong());
                select.setString(at++, query.run());
            }
            select.setInt(at, query.limit());
            return events(connection, select);
        }
    }

    private static List<AgentEvent> readAll(Connection connection, EventQuery query) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(SELECT + "where id > ?" + typesOf(query) + " order by id limit ?")) {
            int at = 1;
            select.setLong(at++, query.afterId());
            for (EventType type : query.types()) select.setString(at++, type.wire());
            select.setInt(at, query.limit());
            return events(connection, select);
        }
    }

    /** All filters are answered from one index, which also has the order; the planner would rather sort. */
    private static String sql(EventQuery query) {
        return SELECT
                + "indexed by event_by_session where session = ? and id > ?"
                + typesOf(query)
                + (query.run().isEmpty() ? "" : " and stream in (select id from stream where session = ? and run = ?)")
                + " order by id limit ?";
    }

    private static String typesOf(EventQuery query) {
        String types = Stream.generate(() -> "?").limit(query.types().size()).collect(Collectors.joining(", "));
        return types.isEmpty() ? "" : " and type in (" + types + ")";
    }

    private static List<AgentEvent> events(Connection connection, PreparedStatement select) throws SQLException {
        Map<Long, StreamId> streams = new HashMap<>();
        List<AgentEvent> events = new ArrayList<>();
        long chars = 0;
        try (ResultSet row = select.executeQuery()) {
            while (chars < PAGE_CHARS_MAX && row.next()) {
                long stream = row.getLong(2);
                if (!streams.containsKey(stream)) streams.put(stream, StreamTable.get(connection, stream).stream());
                String text = row.getString(8);
                String data = row.getString(9);
                events.add(event(row, streams.get(stream), text, data));
                chars += text.length() + data.length();
            }
        }
        return events;
    }

    private static AgentEvent event(ResultSet row, StreamId stream, String text, String data) throws SQLException {
        String agent = row.getString(6);
        return AgentEvent.of(
                        agent == null ? stream : stream.withAgent(agent),
                        EpochMicros.instant(row.getLong(5)),
                        WireName.of(EventType.class, row.getString(7)),
                        text)
                .withId(row.getLong(1))
                .withPlace(row.getLong(3), row.getInt(4))
                .withData(EventText.read(data));
    }

    static long lastId(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select max(id) from event");
                ResultSet row = select.executeQuery()) {
            return row.getLong(1);
        }
    }
}
