package orchestrator.eventlog;

import java.time.Instant;
import java.util.List;
import orchestrator.launch.Usage;
import orchestrator.session.Hold;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import orchestrator.session.Teamwork;

/** Session states to test with. */
public final class Sessions {
    private Sessions() {}

    public static SessionState state(String session, String key, Phase phase, Instant startedAt) {
        return new SessionState(
                session,
                key,
                "execution-of-" + key,
                "make it so",
                "",
                "",
                "/target",
                "/target",
                phase,
                Hold.NONE,
                "",
                "waiting",
                "one agent",
                List.of(),
                List.of(),
                Usage.NONE,
                0,
                startedAt,
                null,
                Teamwork.NONE,
                0);
    }
}
