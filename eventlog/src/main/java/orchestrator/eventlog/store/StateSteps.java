package orchestrator.eventlog.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import orchestrator.session.SessionState;
import orchestrator.snapshot.StateChange;
import org.jspecify.annotations.Nullable;

/** Archives states step by step: a whole state first, then changes. */
final class StateSteps {
    /** A longer tail would make a read slow; a shorter one would write large states more often. */
    static final int TAIL_CHARS_MAX = 64 * 1024;

    private StateSteps() {}

    /** Replaces the state of a session whose revisions are unknown. */
    static void keep(Connection connection, SessionState state) throws SQLException {
        RevisionTable.forget(connection, SessionTable.keep(connection, state));
        onState(connection, state.key(), state.phase().isFinal());
    }

    /** Returns false if the change does not fit. */
    static boolean take(Connection connection, StateChange change, @Nullable SessionState whole) throws SQLException {
        Optional<RevisionTable.Row> row = RevisionTable.find(connection, change.key());
        boolean isSameSeries = row.isPresent() && row.get().series().equals(change.series());
        if (isSameSeries && change.revision() <= row.get().revision()) return true;
        if (whole != null) {
            RevisionTable.onWhole(connection, SessionTable.keep(connection, whole), change);
        } else {
            if (!isSameSeries || row.get().revision() != change.base()) return false;
            long tailChars = RevisionTable.append(connection, row.get(), change);
            if (change.over() || tailChars > TAIL_CHARS_MAX) fold(connection, change);
        }
        onState(connection, change.key(), change.over());
        return true;
    }

    /** Writes the whole state with its tail in it. */
    private static void fold(Connection connection, StateChange change) throws SQLException {
        SessionState state = SessionTable.byKey(connection, change.key()).orElseThrow();
        RevisionTable.onWhole(connection, SessionTable.keep(connection, state), change);
    }

    private static void onState(Connection connection, String key, boolean over) throws SQLException {
        if (over) TroubleTable.removeAllOf(connection, key);
    }
}
