package orchestrator.eventlog.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import orchestrator.eventlog.EventLogException;
import org.sqlite.SQLiteErrorCode;

/** Explains SQLite's error codes: which errors may pass, and what the user can do about the others. */
final class SqliteErrors {
    private SqliteErrors() {}

    /** True if the same attempt may succeed later: another process holds the lock, or the disk is full. */
    static boolean mayPass(SQLException e) {
        int code = code(e);
        return code == SQLiteErrorCode.SQLITE_BUSY.code
                || code == SQLiteErrorCode.SQLITE_LOCKED.code
                || code == SQLiteErrorCode.SQLITE_FULL.code
                || code == SQLiteErrorCode.SQLITE_IOERR.code;
    }

    static EventLogException failed(Path file, String what, SQLException cause) {
        return new EventLogException(
                "event log " + file + ": cannot " + what + ": " + cause.getMessage() + remedy(cause), cause);
    }

    private static String remedy(SQLException cause) {
        int code = code(cause);
        if (code == SQLiteErrorCode.SQLITE_NOTADB.code || code == SQLiteErrorCode.SQLITE_CORRUPT.code)
            return ". Move the file away to begin a new log, or restore an intact copy";
        if (code == SQLiteErrorCode.SQLITE_CANTOPEN.code
                || code == SQLiteErrorCode.SQLITE_READONLY.code
                || code == SQLiteErrorCode.SQLITE_PERM.code)
            return ". Check that you may write to the file and its directory, or set ORCHESTRATOR_HOME to another one";
        return "";
    }

    /** The lower byte is the error; the rest is detail. */
    private static int code(SQLException e) {
        return e.getErrorCode() & 0xff;
    }
}
