package orchestrator.cli.connect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import orchestrator.cli.call.ApiClient;
import orchestrator.cli.call.SessionJson;
import orchestrator.cli.live.DisplayText;
import orchestrator.cli.live.OpenItemLines;
import orchestrator.cli.output.CommandException;
import org.jspecify.annotations.Nullable;

/** Finds the session that a command is about: the named one, or the only one that fits. */
public final class SessionChoice {
    private static final int LIMIT = 200;
    private static final int CANDIDATES = 5;

    private final ApiClient api;
    private @Nullable List<JsonNode> newestAndOpen;

    public SessionChoice(ApiClient api) {
        this.api = api;
    }

    /**
     * The API's list, newest first, and all that are open.
     *
     * @param filter further parameters of the query, each with an ampersand; empty for all sessions
     */
    public JsonNode list(int limit, String filter) {
        return api.get("/api/v1/sessions?limit=" + limit + filter);
    }

    /** The named session, or the only open one. */
    public String open(@Nullable String named) {
        if (named != null) return named;
        List<JsonNode> open = open(newestAndOpen());
        if (open.isEmpty())
            throw CommandException.badInput("no session is open.", "See all sessions:  orchestrate list");
        return only(open);
    }

    /** The named session, or the only open one, or, if none is open, the newest. */
    public String openOrNewest(@Nullable String named) {
        if (named != null) return named;
        List<JsonNode> all = newestAndOpen();
        if (all.isEmpty()) {
            throw CommandException.badInput("there are no sessions yet.", "Start one:  orchestrate \"what to do\"");
        }
        List<JsonNode> open = open(all);
        return open.isEmpty() ? SessionJson.id(all.get(0)) : only(open);
    }

    /** True if a session has this id or key, or if the word looks like a generated id. */
    public boolean isNamed(String word) {
        if (word.matches("orch_[0-9]{8}_[0-9]{6}_[0-9a-z]{4}")) return true;
        return all().stream()
                .anyMatch(session -> SessionJson.id(session).equals(word)
                        || session.path("key").asText().equals(word)
                        || session.path("ref").asText().equals(word));
    }

    /** The named session, or the only one that needs you; if none does, like {@link #openOrNewest}. */
    public String needingYou(@Nullable String named) {
        if (named != null) return named;
        List<JsonNode> waiting = open(newestAndOpen()).stream()
                .filter(session -> session.path("hold").path("kind").asText().equals("needs_you")
                        || !OpenItemLines.open(session).isEmpty())
                .toList();
        if (waiting.size() > 1) throw CommandException.badInput("several sessions need you; name one:", rows(waiting));
        return waiting.isEmpty() ? openOrNewest(null) : SessionJson.id(waiting.get(0));
    }

    /** The named session, or the only one that is paused or needs you. */
    public String pausedOrNeedingYou(@Nullable String named) {
        if (named != null) return named;
        List<JsonNode> all = all();
        List<JsonNode> still = open(all).stream().filter(SessionJson::isOnHold).toList();
        if (still.size() == 1) return SessionJson.id(still.get(0));
        if (still.size() > 1)
            throw CommandException.badInput("several sessions are paused or need you; name one:", rows(still));
        List<JsonNode> over = all.stream()
                .filter(SessionJson::isResumable)
                .filter(session -> !session.path("superseded").asBoolean())
                .limit(CANDIDATES)
                .toList();
        if (over.isEmpty())
            throw CommandException.badInput(
                    "there is no session to resume: none is paused, needs you, has failed or was stopped.",
                    "See all sessions:  orchestrate list");
        throw CommandException.badInput(
                "no open session is paused or needs you; name one of these to resume it:", rows(over));
    }

    public boolean isEmpty() {
        return newestAndOpen().isEmpty();
    }

    public int countOpen() {
        return open(newestAndOpen()).size();
    }

    private List<JsonNode> all() {
        return sessions(LIMIT);
    }

    /** The API lists all that are open, whatever the limit is. One command asks for them once. */
    private List<JsonNode> newestAndOpen() {
        if (newestAndOpen == null) newestAndOpen = sessions(1);
        return newestAndOpen;
    }

    private List<JsonNode> sessions(int limit) {
        List<JsonNode> sessions = new ArrayList<>();
        list(limit, "").path("sessions").forEach(sessions::add);
        return sessions;
    }

    private static List<JsonNode> open(List<JsonNode> sessions) {
        return sessions.stream().filter(SessionJson::isOpen).toList();
    }

    private static String only(List<JsonNode> open) {
        if (open.size() == 1) return SessionJson.id(open.get(0));
        throw CommandException.badInput("several sessions are open; name one:", rows(open));
    }

    private static String rows(List<JsonNode> sessions) {
        return sessions.stream()
                .map(session -> "  " + SessionJson.id(session) + "  "
                        + DisplayText.clean(session.path("prompt")
                                .asText()
                                .lines()
                                .findFirst()
                                .orElse("")))
                .collect(Collectors.joining("\n  "));
    }
}
