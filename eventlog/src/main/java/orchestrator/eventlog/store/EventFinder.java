package orchestrator.eventlog.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import orchestrator.event.EventType;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventFilter;
import orchestrator.eventlog.EventSearch;
import orchestrator.eventlog.FoundEvents;
import orchestrator.eventlog.StoredEvent;
import orchestrator.eventlog.database.CommitOrder;
import orchestrator.eventlog.database.Database;
import orchestrator.eventlog.database.TextSearch;
import org.jspecify.annotations.Nullable;

/** Searches in events. One looks at a limited number of them, so it takes a limited time and blocks no other reader. */
final class EventFinder {
    private final Database database;
    private final EventTable table;
    private final CommitOrder order;
    private final TextSearch text;

    EventFinder(Database database, EventTable table) {
        this.database = database;
        this.table = table;
        this.order = table.order();
        this.text = database.search();
    }

    /**
     * The events that one search looks at.
     *
     * @param end cursor of the first event beyond them; null if there is none
     * @param reached where the next search begins
     */
    private record Window(
            EventSearch search,
            OptionalLong session,
            @Nullable Cursor end,
            Cursor reached) {}

    FoundEvents find(Connection connection, EventSearch search) throws SQLException {
        Window window = window(connection, search);
        if (isUnknown(window)) return new FoundEvents(List.of(), 0, window.reached(), true);
        String sql = table.select() + where(window) + " order by " + inOrder(search) + " limit ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(bind(select, window), search.limit() + 1);
            EventTable.Rows rows = table.rows(connection, select);
            boolean isFull = rows.events().size() > search.limit() || !rows.isAll();
            List<StoredEvent> found =
                    rows.events().stream().limit(search.limit()).toList();
            Cursor reached = reached(window, found, isFull);
            return new FoundEvents(found, found.size(), reached, !isFull && window.end() == null);
        }
    }

    /** An event may have been written after the window was looked at. */
    private Cursor reached(Window window, List<StoredEvent> found, boolean isFull) {
        if (found.isEmpty()) return window.reached();
        Cursor last = found.get(found.size() - 1).cursor();
        boolean isLater = !window.search().isBackward() && order.compare(last, window.reached()) > 0;
        return isFull || isLater ? last : window.reached();
    }

    FoundEvents count(Connection connection, EventSearch search) throws SQLException {
        Window window = window(connection, search);
        if (isUnknown(window)) return new FoundEvents(List.of(), 0, window.reached(), true);
        try (PreparedStatement count = connection.prepareStatement("select count(*) from event " + where(window))) {
            bind(count, window);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return new FoundEvents(List.of(), row.getLong(1), window.reached(), window.end() == null);
            }
        }
    }

    private static boolean isUnknown(Window window) {
        return !window.search().key().isEmpty() && window.session().isEmpty();
    }

    private Window window(Connection connection, EventSearch search) throws SQLException {
        Cursor last = search.isBackward() ? Cursor.START : table.newest(connection);
        OptionalLong session =
                search.key().isEmpty() ? OptionalLong.empty() : SessionTable.find(connection, search.key());
        String sql = "select " + order.cursor() + " from event " + ofSession(session) + beyond(search) + " order by "
                + inOrder(search) + " limit 2 offset ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            int at = 1;
            if (session.isPresent()) select.setLong(at++, session.getAsLong());
            at = order.bind(select, at, search.from());
            select.setInt(at, search.lookedAtMax() - 1);
            try (ResultSet row = select.executeQuery()) {
                Cursor reached = row.next() ? new Cursor(row.getString(1)) : last;
                boolean isMore = row.next();
                Cursor end = isMore ? new Cursor(row.getString(1)) : null;
                return new Window(search, session, end, isMore ? reached : last);
            }
        }
    }

    private String ofSession(OptionalLong session) {
        return session.isEmpty() ? "where " : database.usingIndex("event_by_session") + " where session = ? and ";
    }

    private String beyond(EventSearch search) {
        return search.isBackward() ? order.isBefore() : order.isBehind();
    }

    private String inOrder(EventSearch search) {
        return search.isBackward() ? order.descending() : order.ascending();
    }

    private String where(Window window) {
        EventSearch search = window.search();
        EventFilter filter = search.filter();
        String end = search.isBackward() ? order.isBehind() : order.isBefore();
        String types = Stream.generate(() -> "?").limit(filter.types().size()).collect(Collectors.joining(", "));
        return ofSession(window.session())
                + beyond(search)
                + (window.end() == null ? "" : " and " + end)
                + (types.isEmpty() ? "" : " and type in (" + types + ")")
                + (filter.run().isEmpty() ? "" : " and stream in (select id from stream where run = ?)")
                + (filter.words().isEmpty() ? "" : " and " + text.condition(filter.words()));
    }

    private int bind(PreparedStatement statement, Window window) throws SQLException {
        EventFilter filter = window.search().filter();
        int at = 1;
        if (window.session().isPresent())
            statement.setLong(at++, window.session().getAsLong());
        at = order.bind(statement, at, window.search().from());
        Cursor end = window.end();
        if (end != null) at = order.bind(statement, at, end);
        for (EventType type : filter.types()) statement.setString(at++, type.wire());
        if (!filter.run().isEmpty()) statement.setString(at++, filter.run());
        return filter.words().isEmpty() ? at : text.bind(statement, at, filter.words());
    }
}
