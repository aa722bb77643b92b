package orchestrator.api.session;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
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
import orchestrator.api.session.OpenSessions.Open;
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
    private final Map<String, SessionView> closedFromOutside = Collections.synchronizedMap(new Remembered());

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

    public ObjectNode json(int limit) {
        Optional<List<Open>> openNow = open.now();
        ObjectNode json = Json.MAPPER.createObjectNode();
        ArrayNode list = json.putArray("sessions");
        Set<String> seen = new HashSet<>();
        List<Trouble> all = troubles.all();
        // The newest of an id comes first.
        views(limit, openNow)
                .forEach(view -> list.add(item(view, !seen.add(view.state().session()), all)));
        json.put("temporal", openNow.isPresent() ? "ok" : "unreachable");
        return json;
    }

    /** Ids of the newest open sessions. */
    List<String> open(int limit) {
        return views(limit, open.now()).stream()
                .filter(SessionView::open)
                .map(view -> view.state().session())
                .distinct()
                .toList();
    }

    private List<SessionView> views(int limit, Optional<List<Open>> openNow) {
        Map<String, Open> byId = new HashMap<>();
        openNow.ifPresent(all -> all.forEach(one -> byId.put(one.execution().id(), one)));
        List<SessionView> views = new ArrayList<>();
        for (SessionState archived : archive.sessions(limit)) {
            views.add(view(archived, openNow.isPresent(), byId));
        }
        byId.values().forEach(one -> views.add(fresh(one)));
        return views.stream()
                .sorted(Comparator.comparing((SessionView view) -> view.state().startedAt())
                        .reversed())
                .limit(limit)
                .toList();
    }

    /** Takes the session out of {@code byId} if that has the same execution. */
    private SessionView view(SessionState archived, boolean reachable, Map<String, Open> byId) {
        Open same = byId.get(archived.session());
        boolean isListed = same != null && isSame(same, archived);
        if (isListed) {
            byId.remove(archived.session());
            // A closed session may be open again after a reset, and end differently.
            closedFromOutside.remove(archived.key());
        }
        if (archived.phase().isFinal()) return SessionView.archived(archived, false, "");
        if (!reachable) return SessionView.archived(archived, true, "");
        if (isListed) {
            return same.state().map(SessionView::live).orElseGet(() -> SessionView.archived(archived, true, ""));
        }
        if (archived.startedAt().plus(LIST_LAG).isAfter(clock.instant()))
            return SessionView.archived(archived, true, "");
        return closedFromOutside(archived);
    }

    private static boolean isSame(Open open, SessionState archived) {
        return archived.execution()
                .equals(open.state()
                        .map(SessionState::execution)
                        .orElse(open.execution().firstRunId()));
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

    private SessionView fresh(Open one) {
        return one.state().map(SessionView::live).orElseGet(() -> sessions.silent(one.execution(), Optional.empty()));
    }

    private ObjectNode item(SessionView view, boolean superseded, List<Trouble> all) {
        ObjectNode json = view.json(superseded);
        json.put("prompt", Text.cut(prompts.of(view.state()), PROMPT_CHARS));
        json.remove("controls");
        json.set("troubles", Json.MAPPER.valueToTree(troubles.of(view, all)));
        return json;
    }

    /** The newest sessions, up to the limit. */
    private static final class Remembered extends LinkedHashMap<String, SessionView> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SessionView> eldest) {
            return size() > REMEMBERED_MAX;
        }
    }
}
