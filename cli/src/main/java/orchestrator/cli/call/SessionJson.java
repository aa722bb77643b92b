package orchestrator.cli.call;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads facts about a session from the API's JSON. */
public final class SessionJson {
    private SessionJson() {}

    public static String id(JsonNode session) {
        return session.path("session").asText();
    }

    public static boolean isOpen(JsonNode session) {
        if (session.has("open")) return session.path("open").asBoolean();
        String phase = session.path("phase").asText();
        return !phase.equals("done") && !phase.equals("stopped") && !phase.equals("failed");
    }

    public static boolean isOnHold(JsonNode session) {
        String hold = session.path("hold").path("kind").asText();
        return hold.equals("paused") || hold.equals("needs_you");
    }

    /** True if it is over but not done, so that work is left. */
    public static boolean isResumable(JsonNode session) {
        String phase = session.path("phase").asText();
        return !isOpen(session) && (phase.equals("stopped") || phase.equals("failed"));
    }
}
