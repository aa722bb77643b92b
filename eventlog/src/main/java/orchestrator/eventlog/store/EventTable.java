package orchestrator.eventlog.store;

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
import orchestrator.eventlog.StoredEvent;
import orchestrator.eventlog.database.CommitOrder;
import orchestrator.eventlog.database.Database;
import org.jspecify.annotations.Nullable;

/** Events, in the order in which they were committed. */
final class EventTable {

    /** A page ends early beyond this, so that a page of huge lines does not fill the memory. */
    private static final long PAGE_BYTES_MAX = 16_000_000;

    private final Database database;
    private final CommitOrder order;
    private final String select;

    EventTable(Database database) {
        this.database = database;
        this.order = database.order();
        this.select = "select " + EventRow.column(order) + " from event ";
    }

    CommitOrder order() {
        return order;
    }

    /** The beginning of a statement for {@link #rows}. */
    String select() {
        return select;
    }

    List<AgentEvent> significant(Connection connection, StreamTable.Row stream, long afterOffset, int limit)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(select
                + "where stream = ? and significant = 1 and stream_offset > ?"
                + " order by stream_offset, line_index limit ?")) {
            query.setLong(1, stream.id());
            query.setLong(2, afterOffset);
            query.setInt(3, Math.max(0, limit));
            return rows(connection, query).events().stream()
                    .map(StoredEvent::event)
                    .toList();
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

    List<StoredEvent> read(Connection connection, EventQuery query) throws SQLException {
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
            return rows(connection, statement).events();
        }
    }

    private List<StoredEvent> readAll(Connection connection, EventQuery query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(select
                + "where "
                + order.isBehind()
                + typesOf(query)
                + " order by "
                + order.ascending()
                + " limit ?")) {
            statement.setInt(bind(statement, 1, query), query.limit());
            return rows(connection, statement).events();
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

    /** @param isAll false if they end early because they are large */
    record Rows(List<StoredEvent> events, boolean isAll) {}

    Rows rows(Connection connection, PreparedStatement query) throws SQLException {
        Streams streams = new Streams(connection);
        List<StoredEvent> events = new ArrayList<>();
        long bytes = 0;
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                if (bytes >= PAGE_BYTES_MAX) return new Rows(events, false);
                EventRow event = EventRow.of(database.utf8(row, 1), streams);
                events.add(event);
                bytes += event.size();
            }
        }
        return new Rows(events, true);
    }

    /** The streams of one page, each read once; mostly an event is of the same stream as the one before. */
    private static final class Streams implements EventRow.Streams {
        private final Connection connection;
        private final Map<Long, StreamTable.Row> known = new HashMap<>();
        private StreamTable.@Nullable Row last;

        Streams(Connection connection) {
            this.connection = connection;
        }

        @Override
        public StreamTable.Row get(long id) throws SQLException {
            StreamTable.Row found = last;
            if (found != null && found.id() == id) return found;
            found = known.get(id);
            if (found == null) {
                found = StreamTable.get(connection, id);
                known.put(id, found);
            }
            last = found;
            return found;
        }
    }

    /** {@link Cursor#START} if there is no event. */
    Cursor newest(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                        "select " + order.cursor() + " from event order by " + order.descending() + " limit 1");
                ResultSet row = query.executeQuery()) {
            return row.next() ? new Cursor(row.getString(1)) : Cursor.START;
        }
    }
}
