package orchestrator.api.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orchestrator.api.latest.LatestFacts;
import orchestrator.api.latest.ResultFate;
import orchestrator.eventlog.Archive.Shelf;
import orchestrator.eventlog.Trouble;
import orchestrator.json.Json;
import orchestrator.text.Text;

/** Sessions as JSON, newest first. The first page has all open sessions, however old they are. */
public final class SessionList {
    private static final int PROMPT_CHARS = 300;
    private static final int REMEMBERED_MAX = 2_000;

    private final SessionFinder sessions;
    private final SessionPages pages;
    private final OpenTroubles troubles;
    private final ShownPrompt prompts;
    private final LatestFacts facts;
    private final Map<String, Ended> ended = Collections.synchronizedMap(new Remembered<>(REMEMBERED_MAX));

    public SessionList(
            SessionPages pages, SessionFinder sessions, OpenTroubles troubles, ShownPrompt prompts, LatestFacts facts) {
        this.sessions = sessions;
        this.pages = pages;
        this.troubles = troubles;
        this.prompts = prompts;
        this.facts = facts;
    }

    /**
     * The sessions that started before a time, in {@code older} how many more there are, and in {@code next} where they
     * begin.
     *
     * @param before {@code next} of an earlier answer; {@link Instant#MAX} for the newest, and all that are open
     */
    public ObjectNode json(Instant before, int limit, SessionFilter filter) {
        SessionPages.Page page = pages.page(before, limit, filter);
        ObjectNode json = Json.MAPPER.createObjectNode();
        ArrayNode list = json.putArray("sessions");
        Set<String> seen = new HashSet<>();
        List<Trouble> all = troubles.all();
        // The newest of an id comes first.
        for (SessionView view : page.views()) list.add(item(view, page, isSuperseded(view, page, seen), all));
        json.put("older", page.older());
        if (page.hasNext()) json.put("next", page.from().toString());
        json.put("temporal", page.reachable() ? "ok" : "unreachable");
        return json;
    }

    /** A newer execution of the same id may be on an earlier page, or between this page and an open session. */
    private boolean isSuperseded(SessionView view, SessionPages.Page page, Set<String> seen) {
        boolean isNewestHere = seen.add(view.state().session());
        boolean mayMissNewer = page.shelf() == Shelf.PUT_AWAY
                || page.before().isBefore(Instant.MAX)
                || SessionPages.startOf(view).isBefore(page.from());
        return !isNewestHere || (mayMissNewer && sessions.isSuperseded(view.state()));
    }

    /** Ids of all open sessions, newest first. */
    List<String> open() {
        return pages.page(Instant.MAX, 0, SessionFilter.NONE).views().stream()
                .filter(SessionView::open)
                .map(view -> view.state().session())
                .distinct()
                .toList();
    }

    private JsonNode item(SessionView view, SessionPages.Page page, boolean superseded, List<Trouble> all) {
        ResultFate fate = facts.fate(view.state());
        if (view.open()) return json(view, superseded, all, fate);
        Ended known = ended.get(view.state().key());
        if (known != null && known.isOf(view, page.shelf(), superseded, fate)) return known.json();
        ObjectNode written = json(view, superseded, all, fate);
        if (page.shelf() == Shelf.PUT_AWAY) written.put("archived", true);
        JsonNode json = new POJONode(new RawValue(Json.write(written)));
        ended.put(view.state().key(), new Ended(view, page.shelf(), superseded, fate, json));
        return json;
    }

    private ObjectNode json(SessionView view, boolean superseded, List<Trouble> all, ResultFate fate) {
        ObjectNode json = view.json(superseded);
        json.put("prompt", Text.cut(prompts.of(view.state()), PROMPT_CHARS));
        json.remove("controls");
        if (view.open()) facts.addFigures(json, view.state());
        fate.addTo(json);
        json.set("troubles", Json.MAPPER.valueToTree(troubles.of(view, all)));
        return json;
    }

    /** An ended session as the list shows it, written once. */
    private record Ended(SessionView view, Shelf shelf, boolean superseded, ResultFate fate, JsonNode json) {
        boolean isOf(SessionView other, Shelf where, boolean isSuperseded, ResultFate newest) {
            return view.equals(other) && shelf == where && superseded == isSuperseded && fate.equals(newest);
        }
    }
}
