package orchestrator.api.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    private Instant asked = Instant.MIN;
    private Optional<List<Open>> answer = Optional.empty();

    OpenSessions(TemporalClient temporal, Clock clock) {
        this.temporal = temporal;
        this.clock = clock;
    }

    /** One open session, with its state if a worker answered for it. */
    record Open(Execution execution, Optional<SessionState> state) {}

    /** Empty if Temporal does not answer. */
    synchronized Optional<List<Open>> now() {
        Instant now = clock.instant();
        if (now.isBefore(asked) || asked.plus(FRESH).isBefore(now)) {
            answer = ask();
            asked = clock.instant();
        }
        return answer;
    }

    private Optional<List<Open>> ask() {
        try {
            return Optional.of(withStates(temporal.open()));
        } catch (TemporalUnreachable e) {
            return Optional.empty();
        }
    }

    private List<Open> withStates(List<Execution> executions) {
        List<Open> open = new ArrayList<>();
        boolean answering = true;
        for (Execution execution : executions) {
            Optional<SessionState> state =
                    answering && open.size() < QUERIES_MAX ? temporal.query(execution) : Optional.empty();
            // A session that does not answer costs seconds. Most likely there is no worker, so the others are not
            // asked.
            answering = answering && state.isPresent();
            open.add(new Open(execution, state));
        }
        return List.copyOf(open);
    }
}
