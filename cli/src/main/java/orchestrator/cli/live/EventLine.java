package orchestrator.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An event as one line, in local time. */
public final class EventLine {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final Set<String> IMPORTANT = Set.of(
            "milestone",
            "blocker",
            "request_review",
            "permission_blocker",
            "error",
            "violation",
            "recovery",
            "result",
            "control",
            "plan",
            "decision",
            "review");
    private static final int COLUMNS_MAX = 2_000;

    private EventLine() {}

    public static String of(JsonNode event, ZoneId zone) {
        @Nullable Instant at = DisplayText.instant(event.path("at"));
        String clock = at == null ? "--:--:--" : CLOCK.format(at.atZone(zone));
        String text = DisplayText.clean(event.path("text").asText(""));
        return DisplayText.cut(
                        clock + " " + who(event) + " " + event.path("type").asText() + " " + text, COLUMNS_MAX)
                .strip();
    }

    /** A recovery stands out: something died, and the text says what was lost. */
    static Line shown(JsonNode event, ZoneId zone) {
        String type = event.path("type").asText();
        boolean urgent = type.equals("blocker") || type.equals("permission_blocker");
        boolean notable = type.equals("recovery") || type.equals("control") || type.equals("violation");
        boolean judged = type.equals("review") || type.equals("decision");
        Line.Tone tone = urgent
                ? Line.Tone.URGENT
                : notable ? Line.Tone.NOTABLE : judged ? TeamworkLines.tone(event.path("data")) : Line.Tone.PLAIN;
        return new Line((type.equals("recovery") ? "⟳ " : "") + of(event, zone), tone);
    }

    private static String who(JsonNode event) {
        String run = event.path("run").asText("");
        return run.isEmpty() ? "session" : run;
    }

    /** True if the event is shown without {@code --verbose}, too. */
    static boolean isImportant(JsonNode event) {
        String type = event.path("type").asText();
        boolean ofSession = event.path("run").asText("").isEmpty();
        JsonNode data = event.path("data");
        if (data.has("leftovers")) return true;
        if (ofSession) return IMPORTANT.contains(type) || isForChecks(event) || data.has("leftOut");
        return IMPORTANT.contains(type) && !type.equals("plan") && !isForm(event);
    }

    /** A verification's result; failed checks count as an error. */
    private static boolean isForChecks(JsonNode event) {
        return event.path("data").has("exitCode");
    }

    /** A plan or verdict as raw JSON from an agent: the session's own events say the same in words. */
    private static boolean isForm(JsonNode event) {
        String text = event.path("text").asText("").strip();
        boolean json = event.path("type").asText().equals("result") && text.startsWith("{");
        return json && (text.contains("\"verdict\"") || text.contains("\"assignments\""));
    }
}
