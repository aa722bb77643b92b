package orchestrator.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One agent's line: name, role, status, last tool call, time, tokens and cost. */
record Card(
        String run,
        String role,
        String status,
        String doing,
        String elapsed,
        String tokens,
        String cost,
        boolean ended,
        Line.Tone tone) {

    private static final Duration SILENT_AFTER = Duration.ofSeconds(30);
    private static final Set<String> FINAL = Set.of("done", "failed", "stopped");

    /**
     * @param activity facts from the API about the run beyond its assignment; a missing node if there are none
     * @param paused true if the session is paused
     */
    static Card of(JsonNode assignment, JsonNode activity, boolean paused, Instant now) {
        JsonNode live = activity.path("live");
        JsonNode usage = assignment.path("usage");
        boolean isOver = FINAL.contains(assignment.path("status").asText());
        boolean counted = usage.path("outputTokens").asLong() > 0 && (isOver || tokens(usage) >= tokens(live));
        JsonNode used = counted || live.isMissingNode() ? usage : live;
        String status = status(assignment, paused);
        int launches = assignment.path("launches").asInt();
        return new Card(
                name(assignment),
                role(assignment),
                launches > 1 ? status + " (launch " + launches + ")" : status,
                doing(assignment, live) + silence(assignment, activity, now),
                elapsed(assignment, now),
                DisplayText.tokens(used),
                DisplayText.cost(used),
                FINAL.contains(assignment.path("status").asText()),
                tone(status));
    }

    private static long tokens(JsonNode usage) {
        return usage.path("inputTokens").asLong() + usage.path("outputTokens").asLong();
    }

    /** Its role if it works on the plan, else the kind of its work. */
    private static String role(JsonNode assignment) {
        String kind = assignment.path("kind").asText("work");
        return kind.equals("work") ? assignment.path("role").asText() : kind;
    }

    private static String status(JsonNode assignment, boolean paused) {
        String status = assignment.path("status").asText();
        return paused && status.equals("running") ? "paused" : status.replace('_', ' ');
    }

    private static Line.Tone tone(String status) {
        if (status.equals("needs you")) return Line.Tone.URGENT;
        return status.equals("paused") ? Line.Tone.NOTABLE : Line.Tone.PLAIN;
    }

    private static String name(JsonNode assignment) {
        String run = assignment.path("run").asText("");
        return run.isEmpty() ? assignment.path("agent").asText() : run;
    }

    private static String doing(JsonNode assignment, JsonNode live) {
        String note = assignment.path("note").asText("");
        String lastTool = live.path("lastTool").asText("");
        boolean running = assignment.path("status").asText().equals("running");
        if (running && !lastTool.isEmpty()) return DisplayText.clean(lastTool);
        if (!note.isEmpty()) return DisplayText.clean(note);
        return DisplayText.clean(assignment.path("title").asText(""));
    }

    /** A remark if the agent has printed nothing for long. It may be thinking, or retrying silently. */
    private static String silence(JsonNode assignment, JsonNode activity, Instant now) {
        boolean running = assignment.path("status").asText().equals("running");
        if (!running || activity.isMissingNode()) return "";
        @Nullable Instant printed = DisplayText.instant(activity.path("lastEventAt"));
        boolean saidNothing =
                printed == null && activity.path("live").path("lines").asLong() == 0;
        @Nullable Instant last = saidNothing ? DisplayText.instant(assignment.path("startedAt")) : printed;
        if (last == null || last.plus(SILENT_AFTER).isAfter(now)) return "";
        return " – silent for " + DisplayText.elapsed(Duration.between(last, now));
    }

    private static String elapsed(JsonNode assignment, Instant now) {
        @Nullable Instant started = DisplayText.instant(assignment.path("startedAt"));
        if (started == null) return "-";
        @Nullable Instant ended = DisplayText.instant(assignment.path("endedAt"));
        return DisplayText.elapsed(Duration.between(started, ended == null ? now : ended));
    }
}
