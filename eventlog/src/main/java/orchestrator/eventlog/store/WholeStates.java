package orchestrator.eventlog.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import orchestrator.json.Json;
import orchestrator.session.SessionState;
import orchestrator.snapshot.JsonPatches;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts archived states together from what was last written whole and the changes since then. */
final class WholeStates {
    private static final Logger log = LoggerFactory.getLogger(WholeStates.class);

    private WholeStates() {}

    private record Base(long session, long startedAt, String json) {}

    /**
     * Newest session first.
     *
     * @param row with session, start, JSON and revision; a whole state has revision 0
     */
    static List<SessionState> read(ResultSet row) throws SQLException {
        return read(row, WholeStates::parse);
    }

    /** @param parser reads a state that has no changes */
    static List<SessionState> read(ResultSet row, Function<String, SessionState> parser) throws SQLException {
        List<Base> bases = new ArrayList<>();
        Map<Long, TreeMap<Long, String>> tails = new HashMap<>();
        while (row.next()) {
            long session = row.getLong(1);
            long revision = row.getLong(4);
            if (revision == 0) bases.add(new Base(session, row.getLong(2), row.getString(3)));
            else tails.computeIfAbsent(session, id -> new TreeMap<>()).put(revision, row.getString(3));
        }
        bases.sort(Comparator.comparingLong(Base::startedAt)
                .thenComparingLong(Base::session)
                .reversed());
        return bases.stream()
                .map(base -> state(base, tails.getOrDefault(base.session(), new TreeMap<>()), parser))
                .toList();
    }

    /** A tail that does not fit leaves an older state readable; the session's next whole state replaces both. */
    private static SessionState state(Base base, TreeMap<Long, String> tail, Function<String, SessionState> parser) {
        if (tail.isEmpty()) return parser.apply(base.json());
        try {
            JsonNode tree = Json.read(base.json(), JsonNode.class);
            for (String patch : tail.values()) JsonPatches.apply(Json.read(patch, JsonNode.class), tree);
            return Json.convert(tree, SessionState.class);
        } catch (IllegalArgumentException e) {
            SessionState older = parse(base.json());
            log.warn("state is older than its changes session={} reason={}", older.key(), e.toString());
            return older;
        }
    }

    static SessionState parse(String json) {
        return Json.read(json, SessionState.class);
    }
}
