package orchestrator.api.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import orchestrator.api.temporal.Execution;
import orchestrator.api.temporal.TemporalClient;
import orchestrator.api.temporal.TemporalUnreachable;
import orchestrator.eventlog.Archive;
import orchestrator.eventlog.Archive.Shelf;
import orchestrator.session.SessionState;

/**
 * Sessions from the archive, corrected by what is open on Temporal, a page at a time. The first page has all open
 * sessions, however old they are.
 */
public final class SessionPages {
    private static final int REMEMBERED_MAX = 1_000;
    /** Sessions of which Temporal does not say that they are open, although the archive does: so many are asked at a time. */
    private static final int DOUBTED_MAX = 20;
    /** With a filter, so many sessions are looked at for a page, and read from the archive at a time. */
    private static final int LOOKED_AT_MAX = 5_000;

    private static final int LOOKED_AT = 200;
    /** The most that Temporal's list may lag behind. */
    private static final Duration LIST_LAG = Duration.ofSeconds(10);

    private final Archive archive;
    private final SessionFinder sessions;
    private final OpenSessions open;
    private final OpenTroubles troubles;
    private final ShownPrompt prompts;
    private final Clock clock;
    private final Map<String, SessionView> closedFromOutside =
            Collections.synchronizedMap(new Remembered<>(REMEMBERED_MAX));

    public SessionPages(
            Archive archive,
            SessionFinder sessions,
            OpenTroubles troubles,
            ShownPrompt prompts,
            TemporalClient temporal,
            Clock clock) {
        this.archive = archive;
        this.sessions = sessions;
        this.open = new OpenSessions(temporal, clock);
        this.troubles = troubles;
        this.prompts = prompts;
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
    record Page(
            List<SessionView> views,
            Shelf shelf,
            boolean reachable,
            Instant before,
            Instant from,
            long next,
            long older) {
        boolean hasNext() {
            return next > 0;
        }
    }

    /** @param limit how many sessions, not counting open ones that are older */
    Page page(Instant before, int limit, SessionFilter filter) {
        Optional<List<Execution>> openNow = open.now();
        Listing listing = new Listing(openNow, new Wanted(filter, agentsOf(filter), prompts));
        Instant from = newest(before, limit, listing);
        Shelf shelf = filter.shelf();
        if (shelf == Shelf.PUT_AWAY) listing.byId.clear();
        boolean isFirst = before.equals(Instant.MAX) && shelf == Shelf.LIST;
        int older = isFirst ? addOlderOpen(listing) : 0;
        listing.byId.values().stream()
                .map(this::notListed)
                .flatMap(Optional::stream)
                .filter(view -> isFirst
                        || startOf(view).isBefore(before) && !startOf(view).isBefore(from))
                .filter(listing.wanted::has)
                .forEach(listing.views::add);
        listing.views.sort(Comparator.comparing(SessionPages::startOf).reversed());
        long next = from.equals(Instant.MIN) ? 0 : archive.count(shelf, from);
        return new Page(listing.views, shelf, openNow.isPresent(), before, from, next, Math.max(0, next - older));
    }

    private Set<String> agentsOf(SessionFilter filter) {
        return filter.agent().isEmpty() ? Set.of() : archive.keysOf(filter.agent());
    }

    /** What a page has so far. */
    private static final class Listing {
        final boolean reachable;
        final Wanted wanted;
        /** Open executions that were not met yet. */
        final Map<String, Execution> byId = new HashMap<>();

        final Set<String> keys = new HashSet<>();
        final List<SessionView> views = new ArrayList<>();

        Listing(Optional<List<Execution>> openNow, Wanted wanted) {
            this.reachable = openNow.isPresent();
            this.wanted = wanted;
            openNow.ifPresent(all -> all.forEach(one -> byId.put(one.id(), one)));
        }
    }

    /** A filter, with what it needs to know. */
    private record Wanted(SessionFilter filter, Set<String> ofAgent, ShownPrompt prompts) {
        boolean mayHave(SessionState state) {
            return filter.isNone() || filter.mayFit(state, prompts.of(state), ofAgent);
        }

        boolean has(SessionView view) {
            return filter.isNone() || mayHave(view.state()) && filter.hasState(view);
        }
    }

    /** Adds the newest sessions; returns the start of the oldest that was looked at, or no time if that was the last. */
    private Instant newest(Instant before, int limit, Listing listing) {
        int pageSize = listing.wanted.filter().isNone() ? limit : Math.max(limit, LOOKED_AT);
        Instant from = before;
        for (int looked = 0; looked < LOOKED_AT_MAX; looked += Math.max(1, pageSize)) {
            List<SessionState> archived = archive.listed(listing.wanted.filter().shelf(), from, pageSize);
            for (SessionState state : archived) {
                if (listing.views.size() >= limit) return from;
                from = state.startedAt();
                listing.keys.add(state.key());
                if (listing.wanted.mayHave(state)) add(view(state, listing), listing);
            }
            if (archived.size() < pageSize) return Instant.MIN;
            if (listing.views.size() >= limit) return from;
        }
        return from;
    }

    private static void add(SessionView view, Listing listing) {
        if (listing.wanted.filter().hasState(view)) listing.views.add(view);
    }

    /** Adds open sessions that are not among the newest; returns how many. */
    private int addOlderOpen(Listing listing) {
        int before = listing.views.size();
        int doubted = 0;
        for (SessionState state : archive.unfinished()) {
            if (listing.keys.contains(state.key()) || !listing.wanted.mayHave(state)) continue;
            boolean isDoubted =
                    listing.reachable && !isListed(state, listing.byId) && !closedFromOutside.containsKey(state.key());
            if (isDoubted && doubted++ >= DOUBTED_MAX) continue;
            SessionView view = view(state, listing);
            if (view.open()) add(view, listing);
        }
        return listing.views.size() - before;
    }

    private static boolean isListed(SessionState state, Map<String, Execution> byId) {
        Execution same = byId.get(state.session());
        return same != null && same.firstRunId().equals(state.execution());
    }

    static Instant startOf(SessionView view) {
        return view.state().startedAt();
    }

    /** Takes the session out of the open executions that were not met yet. */
    private SessionView view(SessionState archived, Listing listing) {
        boolean isListed = isListed(archived, listing.byId);
        if (isListed) {
            Execution same = listing.byId.remove(archived.session());
            // A closed session may be open again after a reset, and end differently.
            closedFromOutside.remove(archived.key());
            if (isReset(archived, same)) return asked(same, Optional.of(archived));
        }
        if (archived.phase().isFinal()) return SessionView.archived(archived, false, "");
        // What the worker has archived last is what the workflow would answer.
        boolean mayBeOpen = !listing.reachable
                || isListed
                || archived.startedAt().plus(LIST_LAG).isAfter(clock.instant());
        if (!mayBeOpen) return closedFromOutside(archived);
        if (!listing.reachable) return SessionView.unconfirmed(archived);
        return SessionView.archived(archived, true, troubles.isUnattended(archived) ? SessionView.NO_WORKER : "");
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
