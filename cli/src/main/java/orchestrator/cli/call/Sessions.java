package orchestrator.cli.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import orchestrator.cli.live.Items;
import orchestrator.cli.live.Words;
import orchestrator.cli.say.Refusal;
import org.jspecify.annotations.Nullable;

/** Which session a command means. */
public final class Sessions {
    private static final int LIMIT = 200;
    private static final int CANDIDATES = 5;

    private final Api api;

    public Sessions(Api api) {
        this.api = api;
    }

    /** The API's answer, newest first. */
    public JsonNode list(int limit) {
        return api.get("/api/v1/sessions?limit=" + limit);
    }

    /** The named one, or the only open one. */
    public String open(@Nullable String named) {
        if (named != null) return named;
        List<JsonNode> open = open(all());
        if (open.isEmpty()) throw Refusal.badInput("no session is open.", "See what there was:  orchestrate list");
        return only(open);
    }

    /** The named one, or the only open one, or, where none is open, the newest. */
    public String openOrNewest(@Nullable String named) {
        if (named != null) return named;
        List<JsonNode> all = all();
        if (all.isEmpty()) {
            throw Refusal.badInput("there is no session yet.", "Start one:  orchestrate \"what to do\"");
        }
        List<JsonNode> open = open(all);
        return open.isEmpty() ? id(all.get(0)) : only(open);
    }

    /** Whether there is a session of this id or key. One that looks like an id of ours is taken for one. */
    public boolean isNamed(String word) {
        if (word.matches("orch_[0-9]{8}_[0-9]{6}_[0-9a-z]{4}")) return true;
        return all().stream()
                .anyMatch(session -> id(session).equals(word)
                        || session.path("key").asText().equals(word)
                        || session.path("ref").asText().equals(word));
    }

    /** The named one, or the only one that needs a person; where none does, as {@link #openOrNewest}. */
    public String waiting(@Nullable String named) {
        if (named != null) return named;
        List<JsonNode> waiting = open(all()).stream()
                .filter(session -> session.path("hold").path("kind").asText().equals("needs_you")
                        || !Items.open(session).isEmpty())
                .toList();
        if (waiting.size() > 1)
            throw Refusal.badInput("several sessions need you; say which one is meant:", rows(waiting));
        return waiting.isEmpty() ? openOrNewest(null) : id(waiting.get(0));
    }

    /** The named one, or the only one that is paused or needs a person. */
    public String standingStill(@Nullable String named) {
        if (named != null) return named;
        List<JsonNode> all = all();
        List<JsonNode> still = open(all).stream().filter(Sessions::standsStill).toList();
        if (still.size() == 1) return id(still.get(0));
        if (still.size() > 1)
            throw Refusal.badInput("several sessions stand still; say which one is meant:", rows(still));
        List<JsonNode> over = all.stream()
                .filter(Sessions::isResumable)
                .filter(session -> !session.path("superseded").asBoolean())
                .limit(CANDIDATES)
                .toList();
        if (over.isEmpty())
            throw Refusal.badInput(
                    "no session stands still, has failed or was stopped.", "See them:  orchestrate list");
        throw Refusal.badInput("no open session stands still; say which one is to go on:", rows(over));
    }

    private static boolean standsStill(JsonNode session) {
        String hold = session.path("hold").path("kind").asText();
        return hold.equals("paused") || hold.equals("needs_you");
    }

    /** Over without being done, so that there is something to go on with. */
    public static boolean isResumable(JsonNode session) {
        String phase = session.path("phase").asText();
        return !isOpen(session) && (phase.equals("stopped") || phase.equals("failed"));
    }

    /** How many are open. */
    public int countOpen() {
        return open(all()).size();
    }

    private List<JsonNode> all() {
        List<JsonNode> sessions = new ArrayList<>();
        list(LIMIT).path("sessions").forEach(sessions::add);
        return sessions;
    }

    private static List<JsonNode> open(List<JsonNode> sessions) {
        return sessions.stream().filter(Sessions::isOpen).toList();
    }

    public static boolean isOpen(JsonNode session) {
        if (session.has("open")) return session.path("open").asBoolean();
        String phase = session.path("phase").asText();
        return !phase.equals("done") && !phase.equals("stopped") && !phase.equals("failed");
    }

    private static String only(List<JsonNode> open) {
        if (open.size() == 1) return id(open.get(0));
        throw Refusal.badInput("several sessions are open; say which one is meant:", rows(open));
    }

    private static String rows(List<JsonNode> sessions) {
        return sessions.stream()
                .map(session -> "  " + id(session) + "  "
                        + Words.clean(session.path("prompt")
                                .asText()
                                .lines()
                                .findFirst()
                                .orElse("")))
                .collect(Collectors.joining("\n  "));
    }

    private static String id(JsonNode session) {
        return session.path("session").asText();
    }
}
