package orchestrator.eventlog.store;

import java.util.LinkedHashMap;
import java.util.Map;
import orchestrator.session.SessionState;

/** Listed states by their JSON: the same JSON gives the same object again, for the newest thousands of sessions. */
final class ParsedStates {
    private static final int STATES_MAX = 2_000;

    private final Map<String, SessionState> byJson = new Bounded();

    synchronized SessionState of(String json) {
        return byJson.computeIfAbsent(json, WholeStates::parse);
    }

    /** Forgets what was not asked for the longest. */
    private static final class Bounded extends LinkedHashMap<String, SessionState> {
        private static final long serialVersionUID = 1;

        Bounded() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SessionState> eldest) {
            return size() > STATES_MAX;
        }
    }
}
