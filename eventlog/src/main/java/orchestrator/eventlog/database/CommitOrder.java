package orchestrator.eventlog.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import orchestrator.eventlog.Cursor;

/**
 * The order in which a database makes events visible. Once a reader has reached a cursor, no new event appears before
 * it.
 */
public interface CommitOrder extends Comparator<Cursor> {

    /** Columns of an event that make its cursor. */
    String columns();

    /** A condition on these columns, with parameters for {@link #bind}. */
    String isBehind();

    String ascending();

    String descending();

    /** Sets the parameters of {@link #isBehind}, the first of which is number {@code at}; returns the next number. */
    int bind(PreparedStatement statement, int at, Cursor cursor) throws SQLException;

    /** The cursor right after the event of this row. */
    Cursor cursor(ResultSet row) throws SQLException;

    /** @throws IllegalArgumentException if this is no cursor of ours */
    Cursor parse(String text);
}
