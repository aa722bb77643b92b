package orchestrator.eventlog.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Converts times to and from the database's form, microseconds since 1970. Times outside the range, as from an agent
 * with a wrong clock, are moved to its nearest end.
 */
final class EpochMicros {
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private EpochMicros() {}

    static long of(Instant instant) {
        if (instant.isBefore(FIRST)) return of(FIRST);
        if (instant.isAfter(LAST)) return of(LAST);
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    static @Nullable Instant orNull(ResultSet row, String column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : instant(micros);
    }
}
