package orchestrator.api.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import orchestrator.api.temporal.Execution;
import orchestrator.api.temporal.TemporalClient;
import orchestrator.api.temporal.TemporalUnreachable;
import orchestrator.eventlog.Archive;
import orchestrator.eventlog.Trouble;
import orchestrator.json.Json;
import orchestrator.session.SessionState;
import orchestrator.text.Text;

/** All sessions, newest first: from the archive, corrected by what is open on Temporal. */
public final class SessionList {
    private static final int PROMPT_CHARS = 300;
    private static final int REMEMBERED_MAX = 1_000;
    /** The most that Temporal's list may lag behind. */
    private static final Duration LIST_LAG = Duration.ofSeconds(10);

    private final Archive archive;
    private final SessionFinder sessions;
    private final OpenSessions open;
    private final Clock clock;
    private final OpenTroubles troubles;
    private final ShownPrompt prompts;
    private final Map<String, SessionView> closedFromOutside =
            Collections.synchronizedMap(new Remembered<>(REMEMBERED_MAX));
    private final Map<String, Ended> ended = Collections.synchronizedMap(new Remembered<>(2 * REMEMBERED_MAX));

    public SessionList(
            Archive archive,
            SessionFinder sessions,
            OpenTroubles troubles,
            ShownPrompt prompts,
            TemporalClient temporal,
            Clock clock) {
        this.archive = archive;
        this.sessions = sessions;
        this.open = new OpenSessions(temporal, clock);
        this.clock = clock;
        this.troubles = troubles;
        this.prompts = prompts;
    }

    /**
     * The sessions that started before a time, and in {@code older} how many more there are.
     *
     * @param before of the last session of an earlier answer to get the next; {@link Instant#MAX} for the newest
     */
    public ObjectNode json(Instant before, int limit) {
        Optional<List<Execution>> openNow = open.now();
        List<SessionView> views = views(before, limit, openNow);
        ObjectNode json = Json.MAPPER.createObjectNode();
        ArrayNode list = json.putArray("sessions");
        Set<String> seen = new HashSet<>();
        List<Trouble> all = troubles.all();
        // The newest of an id comes first.
        views.forEach(view -> list.add(item(view, isSuperseded(view, before, seen), all)));
        json.put("older", views.isEmpty() ? 0 : archive.count(startOf(views.get(views.size() - 1))));
        json.put("temporal", openNow.isPresent() ? "ok" : "unreachable");
        return json;
    }

    /** A newer execution of the same id may be on an earlier page. */
    private boolean isSuperseded(SessionView view, Instant before, Set<String> seen) {
        boolean isFirst = seen.add(view.state().session());
        return !isFirst || (before.isBefore(Instant.MAX) && sessions.isSuperseded(view.state()));
    }

    /** Ids of the newest open sessions. */
    List<String> open(int limit) {
        return views(Instant.MAX, limit, open.now()).stream()
                .filter(SessionView::open)
                .map(view -> view.state().session())
                .distinct()
                .toList();
    }

    private List<SessionView> views(Instant before, int limit, Optional<List<Execution>> openNow) {
        Map<String, Execution> byId = new HashMap<>();
        openNow.ifPresent(all -> all.forEach(one -> byId.put(one.id(), one)));
        List<SessionView> views = new ArrayList<>();
        List<SessionState> archived = archive.listed(before, limit);
        for (SessionState state : archived) views.add(view(state, openNow.isPresent(), byId));
        Instant oldest =
                archived.size() < limit ? Instant.MIN : archived.get(limit - 1).startedAt();
        byId.values().stream()
                .filter(one -> !one.startedAt().isBefore(oldest))
                .map(this::notListed)
                .filter(view -> startOf(view).isBefore(before))
                .forEach(views::add);
        return views.stream()
                .sorted(Comparator.comparing(SessionList::startOf).reversed())
                .limit(limit)
                .toList();
    }

    private static Instant startOf(SessionView view) {
        return view.state().startedAt();
    }

    /** Takes the session out of {@code byId} if that has the same execution. */
    private SessionView view(SessionState archived, boolean reachable, Map<String, Execution> byId) {
        Execution same = byId.get(archived.session());
        boolean isListed = same != null && same.firstRunId().equals(archived.execution());
        if (isListed) {
            byId.remove(archived.session());
            // A closed session may be open again after a reset, and end differently.
            closedFromOutside.remove(archived.key());
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

    /** A session that is not archived yet, or one that started earlier than its present execution did. */
    private SessionView notListed(Execution one) {
        Optional<SessionState> archived = archive.session(one.firstRunId())
                .filter(state -> state.execution().equals(one.firstRunId()))
                .map(SessionState::listed);
        if (archived.isPresent())
            return SessionView.archived(archived.get(), !archived.get().phase().isFinal(), "");
        return open.state(one).map(SessionView::live).orElseGet(() -> sessions.silent(one, Optional.empty()));
    }

    private JsonNode item(SessionView view, boolean superseded, List<Trouble> all) {
        if (view.open()) return json(view, superseded, all);
        Ended known = ended.get(view.state().key());
        if (known != null && known.view().equals(view) && known.superseded() == superseded) return known.json();
        JsonNode json = new POJONode(new RawValue(Json.write(json(view, superseded, all))));
        ended.put(view.state().key(), new Ended(view, superseded, json));
        return json;
    }

    private ObjectNode json(SessionView view, boolean superseded, List<Trouble> all) {
        ObjectNode json = view.json(superseded);
        json.put("prompt", Text.cut(prompts.of(view.state()), PROMPT_CHARS));
        json.remove("controls");
        json.set("troubles", Json.MAPPER.valueToTree(troubles.of(view, all)));
        return json;
    }

    /** An ended session as the list shows it, written once. */
    private record Ended(SessionView view, boolean superseded, JsonNode json) {}

    /** What was last put in, up to a number of sessions. */
    private static final class Remembered<T> extends LinkedHashMap<String, T> {
        private static final long serialVersionUID = 1;
        private final int max;

        Remembered(int max) {
            this.max = max;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > max;
        }
    }
}
