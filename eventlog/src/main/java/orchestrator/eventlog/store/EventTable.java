package orchestrator.eventlog.store;

import com.fasterxml.jackson.databind.JsonNode;
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
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventQuery;
import orchestrator.eventlog.LoggedEvent;
import orchestrator.eventlog.database.CommitOrder;
import orchestrator.eventlog.database.Database;
import orchestrator.identity.LaunchId;

/** Events, in the order in which they were committed. */
final class EventTable {

    /** A page ends early beyond this, so that a page of huge lines does not fill the memory. */
    private static final long PAGE_CHARS_MAX = 16_000_000;

    private static final String SELECT = """
            select id, stream, stream_offset, line_index, happened_at, agent, type, text, data""";
    private static final Map<String, EventType> TYPES =
            Stream.of(EventType.values()).collect(Collectors.toUnmodifiableMap(EventType::wire, type -> type));

    private final Database database;
    private final CommitOrder order;
    private final String select;

    EventTable(Database database) {
        this.database = database;
        this.order = database.order();
        this.select = SELECT + ", " + order.columns() + " from event ";
    }

    CommitOrder order() {
        return order;
    }

    List<AgentEvent> significant(Connection connection, StreamTable.Row stream, long afterOffset, int limit)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(select
                + "where stream = ? and significant = 1 and stream_offset > ?"
                + " order by stream_offset, line_index limit ?")) {
            query.setLong(1, stream.id());
            query.setLong(2, afterOffset);
            query.setInt(3, Math.max(0, limit));
            return events(connection, query).stream().map(LoggedEvent::event).toList();
        }
    }

    static long countSignificant(Connection connection, StreamTable.Row stream, long afterOffset) throws SQLException {
        try (PreparedStatement count = connection.prepareStatement(
                "select count(*) from event where stream = ? and significant = 1 and stream_offset > ?")) {
            count.setLong(1, stream.id());
            count.setLong(2, afterOffset);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    List<LoggedEvent> read(Connection connection, EventQuery query) throws SQLException {
        if (query.key().isEmpty()) return readAll(connection, query);
        OptionalLong session = SessionTable.find(connection, query.key());
        if (session.isEmpty()) return List.of();
        try (PreparedStatement statement = connection.prepareStatement(ofSession(query))) {
            statement.setLong(1, session.getAsLong());
            int at = bind(statement, 2, query);
            if (!query.run().isEmpty()) {
                statement.setLong(at++, session.getAsLong());
                statement.setString(at++, query.run());
            }
            statement.setInt(at, query.limit());
            return events(connection, statement);
        }
    }

    private List<LoggedEvent> readAll(Connection connection, EventQuery query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(select
                + "where "
                + order.isBehind()
                + typesOf(query)
                + " order by "
                + order.ascending()
                + " limit ?")) {
            statement.setInt(bind(statement, 1, query), query.limit());
            return events(connection, statement);
        }
    }

    /** One index covers all filters and the order. */
    private String ofSession(EventQuery query) {
        return select
                + database.usingIndex("event_by_session")
                + " where session = ? and "
                + order.isBehind()
                + typesOf(query)
                + (query.run().isEmpty() ? "" : " and stream in (select id from stream where session = ? and run = ?)")
                + " order by "
                + order.ascending()
                + " limit ?";
    }

    private static String typesOf(EventQuery query) {
        String types = Stream.generate(() -> "?").limit(query.types().size()).collect(Collectors.joining(", "));
        return types.isEmpty() ? "" : " and type in (" + types + ")";
    }

    /** Sets the cursor and the types; returns the number of the next parameter. */
    private int bind(PreparedStatement statement, int first, EventQuery query) throws SQLException {
        int at = order.bind(statement, first, query.after());
        for (EventType type : query.types()) statement.setString(at++, type.wire());
        return at;
    }

    private List<LoggedEvent> events(Connection connection, PreparedStatement query) throws SQLException {
        Map<Long, StreamTable.Row> streams = new HashMap<>();
        List<LoggedEvent> events = new ArrayList<>();
        long chars = 0;
        try (ResultSet row = query.executeQuery()) {
            while (chars < PAGE_CHARS_MAX && row.next()) {
                long stream = row.getLong(2);
                if (!streams.containsKey(stream)) streams.put(stream, StreamTable.get(connection, stream));
                String text = database.text(row, 8);
                String data = database.text(row, 9);
                AgentEvent event = event(row, streams.get(stream), text, EventText.read(data));
                events.add(new LoggedEvent(order.cursor(row), event));
                chars += text.length() + data.length();
            }
        }
        return events;
    }

    /** Columns by number, because the driver looks for names one by one. */
    private AgentEvent event(ResultSet row, StreamTable.Row stream, String text, JsonNode data) throws SQLException {
        String agent = row.getString(6);
        LaunchId launch = stream.stream().launch();
        return new AgentEvent(
                row.getLong(1),
                launch.key(),
                launch.run(),
                launch.launch(),
                stream.stream().source(),
                row.getLong(3),
                row.getInt(4),
                EpochMicros.instant(row.getLong(5)),
                agent == null ? stream.agent() : agent,
                type(database.text(row, 7)),
                text,
                data);
    }

    private static EventType type(String wire) {
        EventType known = TYPES.get(wire);
        if (known == null)
            throw new IllegalArgumentException("the event log holds an event of the unknown type " + wire);
        return known;
    }

    Cursor newest(Connection connection) throws SQLException {
        return beforeNewest(connection, 0);
    }

    /** {@link Cursor#START} if there are not so many events. */
    Cursor beforeNewest(Connection connection, int events) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select " + order.columns() + " from event order by " + order.descending() + " limit 1 offset ?")) {
            query.setInt(1, events);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? order.cursor(row) : Cursor.START;
            }
        }
    }
}
