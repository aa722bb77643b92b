package orchestrator.api.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import orchestrator.api.temporal.Execution;
import orchestrator.api.temporal.TemporalClient;
import orchestrator.api.temporal.TemporalUnreachable;
import orchestrator.eventlog.Archive;
import orchestrator.session.SessionState;

/**
 * Sessions from the archive, corrected by what is open on Temporal, a page at a time. The first page has all open
 * sessions, however old they are.
 */
final class SessionPages {
    private static final int REMEMBERED_MAX = 1_000;
    /** Sessions of which Temporal does not say that they are open, although the archive does: so many are asked at a time. */
    private static final int DOUBTED_MAX = 20;
    /** The most that Temporal's list may lag behind. */
    private static final Duration LIST_LAG = Duration.ofSeconds(10);

    private final Archive archive;
    private final SessionFinder sessions;
    private final OpenSessions open;
    private final Clock clock;
    private final Map<String, SessionView> closedFromOutside =
            Collections.synchronizedMap(new Remembered<>(REMEMBERED_MAX));

    SessionPages(Archive archive, SessionFinder sessions, TemporalClient temporal, Clock clock) {
        this.archive = archive;
        this.sessions = sessions;
        this.open = new OpenSessions(temporal, clock);
        this.clock = clock;
    }

    /**
     * Some views, newest first.
     *
     * @param reachable false if Temporal does not answer
     * @param before start of the page that comes before this one
     * @param from start of the oldest session, not counting open ones that are older
     * @param next how many sessions started before that
     * @param older how many of those are not on this page
     */
    record Page(List<SessionView> views, boolean reachable, Instant before, Instant from, long next, long older) {
        boolean hasNext() {
            return next > 0;
        }
    }

    Page page(Instant before, int limit) {
        Optional<List<Execution>> openNow = open.now();
        Map<String, Execution> byId = new HashMap<>();
        openNow.ifPresent(all -> all.forEach(one -> byId.put(one.id(), one)));
        boolean isFirst = before.equals(Instant.MAX);
        List<SessionState> archived = archive.listed(before, limit);
        List<SessionView> views = new ArrayList<>();
        for (SessionState state : archived) views.add(view(state, openNow.isPresent(), byId));
        Instant from = archived.size() < limit ? Instant.MIN : oldestStart(archived, before);
        List<SessionView> older = isFirst ? olderOpen(archived, openNow.isPresent(), byId) : List.of();
        views.addAll(older);
        byId.values().stream()
                .map(this::notListed)
                .flatMap(Optional::stream)
                .filter(view -> isFirst
                        || startOf(view).isBefore(before) && !startOf(view).isBefore(from))
                .forEach(views::add);
        views.sort(Comparator.comparing(SessionPages::startOf).reversed());
        long next = from.equals(Instant.MIN) ? 0 : archive.count(from);
        return new Page(views, openNow.isPresent(), before, from, next, Math.max(0, next - older.size()));
    }

    private static Instant oldestStart(List<SessionState> newestFirst, Instant otherwise) {
        return newestFirst.isEmpty()
                ? otherwise
                : newestFirst.get(newestFirst.size() - 1).startedAt();
    }

    /** Open sessions that are not among the newest. */
    private List<SessionView> olderOpen(List<SessionState> newest, boolean reachable, Map<String, Execution> byId) {
        Set<String> known = newest.stream().map(SessionState::key).collect(Collectors.toSet());
        List<SessionView> older = new ArrayList<>();
        int doubted = 0;
        for (SessionState state : archive.unfinished()) {
            if (known.contains(state.key())) continue;
            boolean isDoubted = reachable && !isListed(state, byId) && !closedFromOutside.containsKey(state.key());
            if (isDoubted && doubted++ >= DOUBTED_MAX) continue;
            SessionView view = view(state, reachable, byId);
            if (view.open()) older.add(view);
        }
        return older;
    }

    private static boolean isListed(SessionState state, Map<String, Execution> byId) {
        Execution same = byId.get(state.session());
        return same != null && same.firstRunId().equals(state.execution());
    }

    static Instant startOf(SessionView view) {
        return view.state().startedAt();
    }

    /** Takes the session out of {@code byId} if that has the same execution. */
    private SessionView view(SessionState archived, boolean reachable, Map<String, Execution> byId) {
        boolean isListed = isListed(archived, byId);
        if (isListed) {
            Execution same = byId.remove(archived.session());
            // A closed session may be open again after a reset, and end differently.
            closedFromOutside.remove(archived.key());
            if (isReset(archived, same)) return asked(same, Optional.of(archived));
        }
        if (archived.phase().isFinal()) return SessionView.archived(archived, false, "");
        // What the worker has archived last is what the workflow would answer.
        boolean mayBeOpen =
                !reachable || isListed || archived.startedAt().plus(LIST_LAG).isAfter(clock.instant());
        return mayBeOpen ? SessionView.archived(archived, true, "") : closedFromOutside(archived);
    }

    private SessionView closedFromOutside(SessionState archived) {
        SessionView known = closedFromOutside.get(archived.key());
        if (known != null) return known;
        try {
            SessionView view = sessions.exactly(archived);
            if (!view.open()) closedFromOutside.put(archived.key(), view);
            return view;
        } catch (TemporalUnreachable e) {
            return SessionView.archived(archived, true, "");
        }
    }

    /** A session that is not archived yet; empty if the archive has it in its place, on another page or as just ended. */
    private Optional<SessionView> notListed(Execution one) {
        Optional<SessionState> archived = archive.session(one.firstRunId())
                .filter(state -> state.execution().equals(one.firstRunId()));
        boolean isInPlace = archived.isPresent() && !isReset(archived.get(), one);
        return isInPlace ? Optional.empty() : Optional.of(asked(one, archived));
    }

    /** True if it has ended, and was made to go on after that. */
    private static boolean isReset(SessionState archived, Execution same) {
        Instant ended = archived.endedAt();
        return ended != null && same.startedAt().isAfter(ended);
    }

    private SessionView asked(Execution one, Optional<SessionState> archived) {
        return open.state(one).map(SessionView::live).orElseGet(() -> sessions.silent(one, archived));
    }
}
