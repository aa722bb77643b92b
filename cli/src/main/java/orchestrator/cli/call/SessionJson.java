package orchestrator.cli.call;

import com.fasterxml.jackson.databind.JsonNode;

/** Facts about a session, read from the JSON that the API sends. */
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

    public static boolean standsStill(JsonNode session) {
        String hold = session.path("hold").path("kind").asText();
        return hold.equals("paused") || hold.equals("needs_you");
    }

    /** Over without being done, so that there is something to go on with. */
    public static boolean isResumable(JsonNode session) {
        String phase = session.path("phase").asText();
        return !isOpen(session) && (phase.equals("stopped") || phase.equals("failed"));
    }
}
