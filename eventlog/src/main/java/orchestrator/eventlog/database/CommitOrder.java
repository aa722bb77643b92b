package orchestrator.eventlog.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import orchestrator.eventlog.Cursor;

/**
 * The order in which a database makes events visible. Once a reader has reached a cursor, no new event appears before
 * it.
 */
public interface CommitOrder extends Comparator<Cursor> {

    /** SQL for the text of the cursor right after an event, which contains no blank. */
    String cursor();

    /** A condition on an event, with parameters for {@link #bind}. */
    String isBehind();

    /** The opposite, for events before the one that the cursor is right after. */
    String isBefore();

    String ascending();

    String descending();

    /** Sets the parameters of {@link #isBehind} or {@link #isBefore}, the first of which is number {@code at}; returns the next number. */
    int bind(PreparedStatement statement, int at, Cursor cursor) throws SQLException;

    /** @throws IllegalArgumentException if this is no cursor of ours */
    Cursor parse(String text);
}
