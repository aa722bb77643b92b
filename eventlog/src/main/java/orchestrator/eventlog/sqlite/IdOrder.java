package orchestrator.eventlog.sqlite;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.database.CommitOrder;

/**
 * The order of ids: SQLite has one writer at a time, so ids increase in the order of commits. A cursor's text is the id
 * of the last event before it.
 */
final class IdOrder implements CommitOrder {
    @Override
    public String cursor() {
        return "id";
    }

    @Override
    public String isBehind() {
        return "id > ?";
    }

    @Override
    public String isBefore() {
        return "id < ?";
    }

    @Override
    public String ascending() {
        return "id";
    }

    @Override
    public String descending() {
        return "id desc";
    }

    @Override
    public int bind(PreparedStatement statement, int at, Cursor cursor) throws SQLException {
        statement.setLong(at, id(cursor));
        return at + 1;
    }

    @Override
    public Cursor parse(String text) {
        if (!text.matches("[0-9]{1,18}"))
            throw new IllegalArgumentException("a cursor of this event log is a number that is not negative");
        return new Cursor(Long.toString(Long.parseLong(text)));
    }

    @Override
    public int compare(Cursor one, Cursor other) {
        return Long.compare(id(one), id(other));
    }

    private static long id(Cursor cursor) {
        return cursor.equals(Cursor.END) ? Long.MAX_VALUE : Long.parseLong(cursor.text());
    }
}
