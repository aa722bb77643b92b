package orchestrator.eventlog.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** SQL that finds words in events, in upper or lower case. */
public interface TextSearch {

    /** A condition on an event: its text, the name of its run, or the command or a path of its tool call contains the words. */
    String condition(String words);

    /** Sets the parameters of the condition, the first of which is number {@code at}; returns the next number. */
    int bind(PreparedStatement statement, int at, String words) throws SQLException;
}
