package orchestrator.eventlog;

import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** The event log could not do what it was asked; the message says what, why, and the way out where one is known. */
public final class EventLogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EventLogException(String message) {
        super(message);
    }

    EventLogException(String message, Throwable cause) {
        super(message, cause);
    }

    EventLogException(Path file, String what, SQLException cause) {
        this("event log " + file + ": cannot " + what + ": " + cause.getMessage() + remedy(cause), cause);
    }

    static EventLogException closed() {
        return new EventLogException("the event log is closed");
    }

    static EventLogException interrupted(String what) {
        return new EventLogException("interrupted while waiting to " + what);
    }

    private static String remedy(SQLException cause) {
        int code = cause.getErrorCode() & 0xff;
        if (code == SQLiteErrorCode.SQLITE_NOTADB.code || code == SQLiteErrorCode.SQLITE_CORRUPT.code)
            return ". Move the file away to begin a new log, or put a copy back that is whole";
        if (code == SQLiteErrorCode.SQLITE_CANTOPEN.code
                || code == SQLiteErrorCode.SQLITE_READONLY.code
                || code == SQLiteErrorCode.SQLITE_PERM.code)
            return ". Check that you may write to the file and its directory, or set ORCHESTRATOR_HOME to another one";
        return "";
    }
}
