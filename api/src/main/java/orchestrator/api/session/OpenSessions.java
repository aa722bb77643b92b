package orchestrator.api.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.api.temporal.Execution;
import orchestrator.api.temporal.TemporalClient;
import orchestrator.api.temporal.TemporalUnreachable;
import orchestrator.session.SessionState;

/** Open sessions on Temporal, asked at most every two seconds, because it limits the rate of listings. */
final class OpenSessions {
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final int QUERIES_MAX = 20;

    private final TemporalClient temporal;
    private final Clock clock;
    private final Map<String, Optional<SessionState>> states = new HashMap<>();
    private Instant asked = Instant.MIN;
    private Optional<List<Execution>> answer = Optional.empty();
    private boolean answering = true;

    OpenSessions(TemporalClient temporal, Clock clock) {
        this.temporal = temporal;
        this.clock = clock;
    }

    /** Empty if Temporal does not answer. */
    synchronized Optional<List<Execution>> now() {
        Instant now = clock.instant();
        if (now.isBefore(asked) || asked.plus(FRESH).isBefore(now)) {
            answer = ask();
            asked = clock.instant();
            states.clear();
            answering = true;
        }
        return answer;
    }

    private Optional<List<Execution>> ask() {
        try {
            return Optional.of(temporal.open());
        } catch (TemporalUnreachable e) {
            return Optional.empty();
        }
    }

    /**
     * What the workflow itself answers, for a session that is in no archive yet: a few of them are asked. A session that
     * does not answer costs seconds. Most likely there is no worker, so the others are not asked.
     */
    synchronized Optional<SessionState> state(Execution execution) {
        Optional<SessionState> known = states.get(execution.runId());
        if (known != null) return known;
        Optional<SessionState> state =
                answering && states.size() < QUERIES_MAX ? temporal.query(execution) : Optional.empty();
        answering = answering && state.isPresent();
        states.put(execution.runId(), state);
        return state;
    }
}
