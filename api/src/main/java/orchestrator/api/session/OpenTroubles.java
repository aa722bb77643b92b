package orchestrator.api.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import orchestrator.eventlog.Activity;
import orchestrator.eventlog.Trouble;
import orchestrator.eventlog.Troubles;
import orchestrator.session.OpenItem;
import orchestrator.session.SessionState;

/** Troubles of an open session: those that its worker reports, and a missing worker. */
public final class OpenTroubles {
    /** A worker checks every 5 s, and may be late on a busy machine. */
    private static final Duration NO_WORKER_AFTER = Duration.ofSeconds(15);

    /** A retry that is this late will not come. */
    private static final Duration GIVEN_UP_AFTER = Duration.ofMinutes(15);

    private final Troubles troubles;
    private final Activity activity;
    private final Clock clock;

    public OpenTroubles(Troubles troubles, Activity activity, Clock clock) {
        this.troubles = troubles;
        this.activity = activity;
        this.clock = clock;
    }

    /** Troubles of all sessions. */
    List<Trouble> all() {
        return troubles.all();
    }

    List<Trouble> of(SessionView view) {
        return of(view, all());
    }

    /** @param all troubles of all sessions, read once for many views */
    List<Trouble> of(SessionView view, List<Trouble> all) {
        if (!view.open()) return List.of();
        SessionState state = view.state();
        String key = state.key().isEmpty() ? state.session() : state.key();
        Stream<Trouble> reported =
                all.stream().filter(trouble -> trouble.key().equals(key)).filter(trouble -> isNow(trouble, state));
        return Stream.concat(noWorker(state).stream(), reported).toList();
    }

    /** The failing call may have been abandoned since, after an answer or with its run. */
    private boolean isNow(Trouble trouble, SessionState state) {
        Instant next = trouble.nextAt();
        return switch (trouble.kind()) {
            case PASSES -> next == null || next.plus(GIVEN_UP_AFTER).isAfter(clock.instant());
            case NEEDS_YOU -> state.teamwork().items().stream().anyMatch(OpenItem::isOpen);
            case NEVER -> false;
        };
    }

    /** True if no worker has looked at an open session for a while. */
    boolean isUnattended(SessionState state) {
        return noWorker(state).isPresent();
    }

    private Optional<Trouble> noWorker(SessionState state) {
        Instant since = activity.lastChecked(state.key()).orElse(state.startedAt());
        if (since.plus(NO_WORKER_AFTER).isAfter(clock.instant())) return Optional.empty();
        return Optional.of(new Trouble(
                state.key(),
                "",
                "the worker",
                Trouble.Kind.PASSES,
                "No worker has looked at this session since " + since.truncatedTo(ChronoUnit.SECONDS)
                        + ": running agents continue, but their output is not followed"
                        + " and nothing new is started.",
                "Start it again: orchestrate up",
                since,
                0,
                null));
    }
}
