package orchestrator.api.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import orchestrator.api.live.EventSource;
import orchestrator.api.problem.Problem;
import orchestrator.api.temporal.TemporalUnreachable;
import orchestrator.eventlog.Archive;

/** Key and end of one session, for a feed. It asks the archive often and Temporal seldom. */
public final class FollowedSession implements EventSource {
    private static final long KEY_NANOS = Duration.ofMillis(200).toNanos();
    private static final Duration LONG_AGO = Duration.ofMinutes(10);
    private static final long ENDING_NANOS = Duration.ofMillis(500).toNanos();
    private static final long TEMPORAL_NANOS = Duration.ofSeconds(5).toNanos();

    private final SessionFinder sessions;
    private final Archive archive;
    private final String ref;
    private SessionView view;
    private long lookedAt = System.nanoTime();

    /** @param view of the session that {@code ref} means */
    public FollowedSession(SessionFinder sessions, Archive archive, String ref, SessionView view) {
        this.sessions = sessions;
        this.archive = archive;
        this.ref = ref;
        this.view = view;
    }

    /** The execution's, because its key may not be known yet. */
    @Override
    public String id() {
        return "session " + view.state().execution();
    }

    @Override
    public Optional<String> key() {
        if (isUnnamed()) lookAgainAfter(KEY_NANOS);
        return isUnnamed() ? Optional.empty() : Optional.of(view.state().key());
    }

    @Override
    public boolean isOver() {
        if (isCertainlyOver()) return true;
        // A session's last events may be written after its last state: only its closed workflow says nothing more.
        boolean ending = !isUnnamed() && archivedAsOver(view.state().key());
        lookAgainAfter(ending ? ENDING_NANOS : TEMPORAL_NANOS);
        return isCertainlyOver();
    }

    /** Without Temporal, a session that ended long ago counts as over. */
    private boolean isCertainlyOver() {
        if (view.open()) return false;
        Instant ended = view.state().endedAt();
        return view.isConfirmed()
                || (ended != null && ended.isBefore(Instant.now().minus(LONG_AGO)));
    }

    private boolean isUnnamed() {
        return view.state().key().isEmpty();
    }

    private boolean archivedAsOver(String key) {
        return archive.session(key)
                .filter(state -> state.key().equals(key))
                .filter(state -> state.phase().isFinal())
                .isPresent();
    }

    /** A key may also be the id of a newer execution, which means that ours is over. */
    private SessionView same(SessionView found) {
        boolean isOurs = found.state().execution().equals(view.state().execution());
        return isOurs ? found : SessionView.archived(view.state(), false, "");
    }

    private void lookAgainAfter(long nanos) {
        long now = System.nanoTime();
        if (now - lookedAt < nanos) return;
        lookedAt = now;
        try {
            view = isUnnamed()
                    ? sessions.get(ref)
                    : same(sessions.get(view.state().key()));
        } catch (TemporalUnreachable | Problem noNews) {
            // Keep what was known.
        }
    }
}
