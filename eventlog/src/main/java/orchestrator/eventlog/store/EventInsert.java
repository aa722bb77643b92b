package orchestrator.eventlog.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import orchestrator.event.AgentEvent;
import orchestrator.text.Text;

/** Writes events of one stream. */
final class EventInsert {
    private static final String INSERT =
            "insert into event (session, stream, stream_offset, line_index, happened_at, agent, type, significant, text, data)"
                    + " values ";
    private static final int PARAMETERS = 8;
    private static final String UNLESS_THERE = " on conflict (stream, stream_offset, line_index) do nothing";

    /** With so many in one statement, a row costs little more than its values. */
    private static final int ROWS_MAX = 64;

    private EventInsert() {}

    /** The numbers of session and stream are the same in all rows, so they stand in the statement. */
    private static String row(StreamTable.Row stream) {
        return "(" + stream.session() + ", " + stream.id() + ", ?, ?, ?, ?, ?, ?, ?, ?)";
    }

    /** Writes events each of which must be new. */
    static void all(Connection connection, StreamTable.Row stream, List<AgentEvent> events) throws SQLException {
        int malformed = 0;
        int whole = events.size() - events.size() % ROWS_MAX;
        if (whole > 0) malformed += rows(connection, stream, events.subList(0, whole), ROWS_MAX, malformed);
        List<AgentEvent> rest = events.subList(whole, events.size());
        if (!rest.isEmpty()) malformed += rows(connection, stream, rest, rest.size(), malformed);
        if (malformed > 0) StreamTable.countMalformed(connection, stream, malformed);
    }

    /** Writes an event that the table may have already. */
    static void ifNew(Connection connection, StreamTable.Row stream, AgentEvent event) throws SQLException {
        boolean written;
        try (PreparedStatement insert = connection.prepareStatement(INSERT + row(stream) + UNLESS_THERE)) {
            bind(insert, 0, stream, event, stream.malformedBefore());
            written = insert.executeUpdate() > 0;
        }
        if (written && Significance.isMalformed(event)) StreamTable.countMalformed(connection, stream, 1);
    }

    /** Returns how many events were malformed; {@code before} are known already. */
    private static int rows(
            Connection connection, StreamTable.Row stream, List<AgentEvent> events, int rowsAtOnce, int before)
            throws SQLException {
        int malformed = 0;
        String sql = INSERT + row(stream) + (", " + row(stream)).repeat(rowsAtOnce - 1);
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int from = 0; from < events.size(); from += rowsAtOnce) {
                for (int i = 0; i < rowsAtOnce; i++) {
                    AgentEvent event = events.get(from + i);
                    boolean again = stream.malformedBefore() || before + malformed > 0;
                    bind(insert, i * PARAMETERS, stream, event, again);
                    if (Significance.isMalformed(event)) malformed++;
                }
                insert.executeUpdate();
            }
        }
        return malformed;
    }

    private static void bind(
            PreparedStatement insert, int at, StreamTable.Row stream, AgentEvent event, boolean malformedBefore)
            throws SQLException {
        insert.setLong(at + 1, event.offset());
        insert.setInt(at + 2, event.index());
        insert.setLong(at + 3, EpochMicros.of(event.at()));
        insert.setString(at + 4, event.agent().equals(stream.agent()) ? null : event.agent());
        insert.setString(at + 5, event.type().wire());
        insert.setInt(at + 6, Significance.isSignificant(event, malformedBefore) ? 1 : 0);
        insert.setString(at + 7, Text.clean(event.text()));
        insert.setString(at + 8, EventText.write(event.data()));
    }
}
